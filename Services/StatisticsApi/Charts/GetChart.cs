using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.StatisticsApi.Counts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary><c>GET /stats/charts/{chart}</c></summary>
internal static class GetChart
{
    /// <param name="chart">
    /// <c>now</c>, <c>24h</c>, <c>7d</c>, <c>all</c> or <c>trending</c>.
    /// </param>
    /// <param name="current">What is shown.</param>
    /// <param name="options">How long charts can be.</param>
    /// <param name="limit">Most entries: 1 to 100.</param>
    public static Results<Ok<ChartResponse>, ProblemHttpResult> Handle(
        string chart, CurrentBoard current, IOptions<ChartOptions> options,
        int limit = ChartOptions.DefaultEntries)
    {
        if (!ChartNames.TryParse(chart, out var name))
            return ProblemKinds.NotFound.Result(NoChart(chart));
        return current.Value is { } board
            ? TypedResults.Ok(board.Chart(name, options.Value.Clamp(limit)))
            : CountsProblems.NotReady();
    }

    public static string NoChart(string chart) =>
        $"there is no chart '{chart}'; the charts are now, 24h, 7d, all and trending";
}
