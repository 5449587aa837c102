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
            .WithName("GetStats").WithSummary("Most played tracks, and who listens now");
        stats.MapGet("/live", GetStats).WithName("GetLiveStats").ExcludeFromDescription();
        stats.MapGet("/charts/{chart}", GetChart)
            .WithName("GetChart").WithSummary("A chart: now, 24h, 7d, all or trending")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Ok<StatsResponse>, ProblemHttpResult> GetStats(
        CurrentBoard current, IOptions<ChartOptions> options, int limit = DefaultEntries) =>
        current.Value is { } board
            ? TypedResults.Ok(board.Stats(Clamp(limit, options.Value)))
            : Problems.NotReady();

    private static Results<Ok<ChartResponse>, ProblemHttpResult> GetChart(
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
