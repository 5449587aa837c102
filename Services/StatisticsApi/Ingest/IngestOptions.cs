namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>How playback events are taken in. Section <c>Statistics:Ingest</c>.</summary>
public sealed class IngestOptions
{
    public const string Section = "Statistics:Ingest";

    /// <summary>Most records taken at once.</summary>
    public int BatchSize { get; set; } = 10_000;

    /// <summary>
    /// How long a session is remembered after its last event. Later events of it are not counted.
    /// Changing it changes what a replay of an old log counts.
    /// </summary>
    public TimeSpan SessionRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// A session silent for so long is not live, even if nobody ever says that it ended. Must be
    /// longer than the TTL of a playing session, by what an event takes to get here.
    /// </summary>
    public TimeSpan LiveFallback { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a graceful stop may take to count what the log still holds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the stored offsets are compared with the consumer's.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);
}
