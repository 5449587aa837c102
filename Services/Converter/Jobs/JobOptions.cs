using System.ComponentModel.DataAnnotations;

namespace AudioStreaming.Converter.Jobs;

/// <summary>Section <c>Converter:Jobs</c>.</summary>
internal sealed class JobOptions
{
    public const string Section = "Converter:Jobs";

    /// <summary>
    /// Names the group of all converters that share the work; read before the options.
    /// </summary>
    public const string ConsumerGroupKey = Section + ":ConsumerGroup";

    /// <summary>Jobs at once in this process; 0 for one per core.</summary>
    [Range(0, 256, ErrorMessage = $"{Section}:Parallel must be from 0 (one per core) to 256")]
    public int Parallel { get; set; }

    /// <summary>
    /// Messages read ahead, among which priority decides. While so many wait, partitions are
    /// paused.
    /// </summary>
    [Range(1, 10_000, ErrorMessage = $"{Section}:Waiting must be from 1 to 10000")]
    public int Waiting { get; set; } = 32;

    /// <summary>A claim not renewed for so long is free to take.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Tries until a track has failed.</summary>
    [Range(1, 100, ErrorMessage = $"{Section}:MaxAttempts must be from 1 to 100")]
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Wait before the second try; doubles with each.</summary>
    public TimeSpan FirstBackoff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait between tries.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often tracks that nobody works on are looked for.</summary>
    public TimeSpan RescueInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A track that waits longer is announced again: its message may be lost.</summary>
    public TimeSpan AnnounceAgainAfter { get; set; } = TimeSpan.FromMinutes(15);

    public int Workers => Parallel > 0 ? Parallel : Environment.ProcessorCount;

    /// <param name="attempts">Tries made so far, at least one.</param>
    public TimeSpan Backoff(int attempts)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 30);
        var wait = FirstBackoff * (1L << doublings);
        return wait < MaxBackoff ? wait : MaxBackoff;
    }
}
