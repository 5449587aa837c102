namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>How counts are written to PostgreSQL. Section <c>Statistics:Flush</c>.</summary>
public sealed class FlushOptions
{
    public const string Section = "Statistics:Flush";

    /// <summary>How often Redis is written behind to PostgreSQL.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often what is too old is removed.</summary>
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Minutes are kept so long; the 24 hour chart is rebuilt from them.</summary>
    public TimeSpan KeepMinutes { get; set; } = TimeSpan.FromHours(49);

    /// <summary>Hours are kept so long; the 7 day and trending charts are rebuilt from them.
    /// Days are kept for ever.</summary>
    public TimeSpan KeepHours { get; set; } = TimeSpan.FromDays(90);
}
