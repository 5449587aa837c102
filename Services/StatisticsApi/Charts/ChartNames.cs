namespace AudioStreaming.StatisticsApi.Charts;

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
