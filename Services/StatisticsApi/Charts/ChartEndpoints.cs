using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary><c>/stats</c>, <c>/stats/live</c> and <c>/stats/charts/{chart}</c>.</summary>
internal static class ChartEndpoints
{
    private const int DefaultEntries = 10;

    public static void MapCharts(this IEndpointRouteBuilder stats)
    {
        stats.MapGet("", GetStats)
            .WithName("GetStats")
            .WithSummary("Most played tracks, and who listens now")
            .WithDescription(
                "The most played tracks of all time, and those with most listeners now, by plays; "
                + "with the number of listeners of all tracks.")
            .WithExample(StatusCodes.Status200OK, ChartExamples.Stats)
            .WithProblem(ProblemKinds.InvalidRequest, "limit must be a whole number");
        stats.MapGet("/live", GetStats).WithName("GetLiveStats").ExcludeFromDescription();
        stats.MapGet("/charts/{chart}", GetChart)
            .WithName("GetChart")
            .WithSummary("A chart: now, 24h, 7d, all or trending")
            .WithDescription(
                "now is by listeners at this moment, 24h, 7d and all by plays in that time, "
                + "trending by plays of which each weighs half after every 12 hours. Deleted "
                + "tracks are in none.")
            .WithExample(StatusCodes.Status200OK, ChartExamples.Trending)
            .WithProblem(ProblemKinds.InvalidRequest, "limit must be a whole number")
            .WithProblem(ProblemKinds.NotFound, Problems.NoChart("yesterday"));
    }

    /// <param name="current">What is shown.</param>
    /// <param name="options">How long charts can be.</param>
    /// <param name="limit">Most entries by plays, and by listeners: 1 to 100.</param>
    internal static Results<Ok<StatsResponse>, ProblemHttpResult> GetStats(
        CurrentBoard current, IOptions<ChartOptions> options, int limit = DefaultEntries) =>
        current.Value is { } board
            ? TypedResults.Ok(board.Stats(Clamp(limit, options.Value)))
            : Problems.NotReady();

    /// <param name="chart">
    /// <c>now</c>, <c>24h</c>, <c>7d</c>, <c>all</c> or <c>trending</c>.
    /// </param>
    /// <param name="current">What is shown.</param>
    /// <param name="options">How long charts can be.</param>
    /// <param name="limit">Most entries: 1 to 100.</param>
    internal static Results<Ok<ChartResponse>, ProblemHttpResult> GetChart(
        string chart, CurrentBoard current, IOptions<ChartOptions> options,
        int limit = DefaultEntries)
    {
        if (!ChartNames.TryParse(chart, out var name)) return Problems.UnknownChart(chart);
        return current.Value is { } board
            ? TypedResults.Ok(board.Chart(name, Clamp(limit, options.Value)))
            : Problems.NotReady();
    }

    private static int Clamp(int limit, ChartOptions options) =>
        Math.Clamp(limit, 1, options.MaxEntries);
}
