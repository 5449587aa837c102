namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>How charts are made and pushed. Section <c>Statistics:Charts</c>.</summary>
public sealed class ChartOptions
{
    public const string Section = "Statistics:Charts";

    /// <summary>How often the counts are read, and so how often a change can be pushed.</summary>
    public TimeSpan Tick { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After this time a play weighs half in the trending chart.</summary>
    public TimeSpan TrendingHalfLife { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Most entries a chart can be asked for.</summary>
    public int MaxEntries { get; set; } = 100;

    /// <summary>How long titles and artists are kept before they are looked up again.</summary>
    public TimeSpan DirectoryAge { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Comment lines keep idle streams open at this interval.</summary>
    public TimeSpan StreamHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Most streams one replica serves; more are told to come back (503).</summary>
    public int MaxStreams { get; set; } = 10_000;
}
