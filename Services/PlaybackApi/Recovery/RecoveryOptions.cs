namespace AudioStreaming.PlaybackApi.Recovery;

/// <summary>Section <c>Playback</c>, as far as it is about recovery.</summary>
public sealed class RecoveryOptions
{
    public const string Section = "Playback";

    /// <summary>How often to look for sessions whose expiry nobody was told of.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many sessions one pass of recovery looks at.</summary>
    public int SweepBatch { get; init; } = 1000;
}
