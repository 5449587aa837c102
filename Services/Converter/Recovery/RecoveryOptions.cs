namespace AudioStreaming.Converter.Recovery;

/// <summary>When a track counts as abandoned.</summary>
internal sealed class RecoveryOptions
{
    public const string Section = "Converter:Jobs";

    /// <summary>How often abandoned tracks are looked for.</summary>
    public TimeSpan RescueInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A track that waits longer is announced again: its message may be lost.</summary>
    public TimeSpan AnnounceAgainAfter { get; set; } = TimeSpan.FromMinutes(15);
}
