namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>The charts there are.</summary>
internal enum ChartName
{
    /// <summary>By listeners at this moment.</summary>
    Now,

    /// <summary>By plays of the last 24 hours.</summary>
    Day,

    /// <summary>By plays of the last 7 days.</summary>
    Week,

    /// <summary>By plays since the upload.</summary>
    All,

    /// <summary>By plays that weigh half after each half-life.</summary>
    Trending,
}
