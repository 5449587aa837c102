using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.Converter.Claims;

/// <summary>How long a worker has a track, and how often it is tried.</summary>
internal sealed class ClaimOptions
{
    public const string Section = "Converter:Jobs";

    /// <summary>A claim not renewed for so long is free to take.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Tries until a track has failed.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Wait before the second try; doubles with each.</summary>
    public TimeSpan FirstBackoff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait between tries.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longer audio never takes the last worker of a process with several.</summary>
    public TimeSpan ShortAudio { get; set; } = TimeSpan.FromMinutes(10);

    /// <param name="attempts">Tries made so far, at least one.</param>
    public TimeSpan Backoff(int attempts) =>
        PassSchedule.Backoff(attempts, FirstBackoff, MaxBackoff);
}
