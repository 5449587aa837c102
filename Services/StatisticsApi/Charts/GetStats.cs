using AudioStreaming.StatisticsApi.Counts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary><c>GET /stats</c> and <c>/stats/live</c></summary>
internal static class GetStats
{
    /// <param name="current">What is shown.</param>
    /// <param name="options">How long charts can be.</param>
    /// <param name="limit">Most entries by plays, and by listeners: 1 to 100.</param>
    public static Results<Ok<StatsResponse>, ProblemHttpResult> Handle(
        CurrentBoard current, IOptions<ChartOptions> options,
        int limit = ChartOptions.DefaultEntries) =>
        current.Value is { } board
            ? TypedResults.Ok(board.Stats(options.Value.Clamp(limit)))
            : CountsProblems.NotReady();
}
