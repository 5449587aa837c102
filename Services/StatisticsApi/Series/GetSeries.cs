using AudioStreaming.StatisticsApi.Counts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary><c>GET /stats/series</c></summary>
internal static class GetSeries
{
    public const string DefaultResolution = "minute";
    public const int DefaultPoints = 60;

    private const int MaxPoints = 2_000;

    /// <param name="series">Reads the points.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="resolution">
    /// A point's length: <c>minute</c>, <c>hour</c> or <c>day</c> (UTC).
    /// </param>
    /// <param name="points">How many points, up to now: 1 to 2000.</param>
    public static Task<Results<Ok<SeriesResponse>, ProblemHttpResult>> HandleAsync(
        TimeSeries series, CancellationToken cancellationToken,
        string resolution = DefaultResolution, int points = DefaultPoints) =>
        ReadAsync(series, Guid.Empty, resolution, points, cancellationToken);

    /// <param name="series">Reads the points.</param>
    /// <param name="track">The track; all zeros for all of them together.</param>
    /// <param name="resolution">As asked for.</param>
    /// <param name="points">As asked for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal static async Task<Results<Ok<SeriesResponse>, ProblemHttpResult>> ReadAsync(
        TimeSeries series, Guid track, string resolution, int points,
        CancellationToken cancellationToken)
    {
        if (Resolution.Find(resolution) is not { } found)
            return SeriesProblems.UnknownResolution(resolution);
        var read = await series.ReadAsync(
            track, found, Math.Clamp(points, 1, MaxPoints), cancellationToken);
        return read is null ? CountsProblems.NotReady() : TypedResults.Ok(read);
    }
}
