namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>How charts are made. Section <c>Statistics:Charts</c>.</summary>
public sealed class ChartOptions
{
    public const string Section = "Statistics:Charts";

    /// <summary>Entries of a chart where a request does not say how many.</summary>
    public const int DefaultEntries = 10;

    /// <summary>How often the counts are read, and so how often a change can be pushed.</summary>
    public TimeSpan Tick { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Most entries a chart can be asked for.</summary>
    public int MaxEntries { get; set; } = 100;

    /// <summary>How long titles and artists are kept before they are looked up again.</summary>
    public TimeSpan DirectoryAge { get; set; } = TimeSpan.FromSeconds(20);

    public int Clamp(int limit) => Math.Clamp(limit, 1, MaxEntries);
}
