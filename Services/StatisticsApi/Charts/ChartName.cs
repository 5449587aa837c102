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

/// <summary>The charts' names in paths and messages.</summary>
internal static class ChartNames
{
    private static readonly Dictionary<string, ChartName> ByText = new()
    {
        ["now"] = ChartName.Now,
        ["24h"] = ChartName.Day,
        ["7d"] = ChartName.Week,
        ["all"] = ChartName.All,
        ["trending"] = ChartName.Trending,
    };

    public static bool TryParse(string text, out ChartName chart) =>
        ByText.TryGetValue(text, out chart);

    public static string Text(this ChartName chart) =>
        ByText.First(entry => entry.Value == chart).Key;
}
