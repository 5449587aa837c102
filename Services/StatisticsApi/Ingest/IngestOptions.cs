namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>How playback events are taken in. Section <c>Statistics:Ingest</c>.</summary>
public sealed class IngestOptions
{
    public const string Section = "Statistics:Ingest";

    /// <summary>Most records taken at once.</summary>
    public int BatchSize { get; set; } = 20_000;

    /// <summary>
    /// How long a session is remembered after its last event. Later events of it are not counted.
    /// Changing it changes what a replay of an old log counts.
    /// </summary>
    public TimeSpan SessionRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// A session silent for its TTL, which its events tell, and for so long besides is not live
    /// even if nobody ever says that it ended: what an event may take to get here.
    /// </summary>
    public TimeSpan LiveGrace { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a graceful stop may take to count what the log still holds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Most records that may be in the log and not counted yet for a replica to begin to serve.
    /// </summary>
    public long MaxLag { get; set; } = 100_000;

    /// <summary>How often the stored offsets are compared with the consumer's.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);
}
