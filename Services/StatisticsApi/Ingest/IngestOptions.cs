namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>How playback events are taken in. Section <c>Statistics:Ingest</c>.</summary>
public sealed class IngestOptions
{
    public const string Section = "Statistics:Ingest";

    /// <summary>Most records taken at once.</summary>
    public int BatchSize { get; set; } = 20_000;

    /// <summary>How long a graceful stop may take to count what the log still holds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Most records that may be in the log and not counted yet for a replica to begin to serve.
    /// </summary>
    public long MaxLag { get; set; } = 100_000;

    /// <summary>How often the stored offsets are compared with the consumer's.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);
}
