using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary><c>/stats/tracks/{id}</c> and the series.</summary>
internal static class SeriesEndpoints
{
    private const int DefaultPoints = 60;
    private const int MaxPoints = 2_000;

    public static void MapSeries(this IEndpointRouteBuilder stats)
    {
        stats.MapGet("/tracks/{track}", GetTrackAsync)
            .WithName("GetTrackStats")
            .WithSummary("The counts of one track")
            .WithDescription(
                "Zeros for a track that nobody has played yet. A deleted track has none.")
            .WithExample(StatusCodes.Status200OK, SeriesExamples.Track)
            .WithProblem(ProblemKinds.NotFound, Problems.NoTrack("nothing"));
        stats.MapGet("/tracks/{track}/series", GetTrackSeriesAsync)
            .WithName("GetTrackSeries")
            .WithSummary("One track by minute, hour or day")
            .WithDescription(
                "For plots. Minutes are kept for 2 days, hours for 90, days for ever.")
            .WithExample(StatusCodes.Status200OK, SeriesExamples.Series)
            .WithProblem(ProblemKinds.InvalidRequest, Problems.NoResolution("year"))
            .WithProblem(ProblemKinds.NotFound, Problems.NoTrack("nothing"));
        stats.MapGet("/series", GetSeriesAsync)
            .WithName("GetSeries")
            .WithSummary("All tracks together by minute, hour or day")
            .WithDescription(
                "For plots. Minutes are kept for 2 days, hours for 90, days for ever. What "
                + "tracks counted before they were deleted stays in.")
            .WithExample(StatusCodes.Status200OK, SeriesExamples.Series)
            .WithProblem(ProblemKinds.InvalidRequest, Problems.NoResolution("year"));
    }

    /// <param name="track">The track's id.</param>
    /// <param name="stats">Reads the counts.</param>
    internal static async Task<Results<Ok<TrackStatsResponse>, ProblemHttpResult>> GetTrackAsync(
        string track, TrackStats stats)
    {
        if (!TrackId.TryParse(track, null, out var id)) return Problems.UnknownTrack(track);
        if (await stats.ReadAsync(id) is not { } read) return Problems.NotReady();
        return read.Deleted ? Problems.UnknownTrack(track) : TypedResults.Ok(read.Stats);
    }

    /// <param name="track">The track's id.</param>
    /// <param name="stats">Knows whether it was deleted.</param>
    /// <param name="series">Reads the points.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="resolution">
    /// A point's length: <c>minute</c>, <c>hour</c> or <c>day</c> (UTC).
    /// </param>
    /// <param name="points">How many points, up to now: 1 to 2000.</param>
    internal static async Task<Results<Ok<SeriesResponse>, ProblemHttpResult>> GetTrackSeriesAsync(
        string track, TrackStats stats, TimeSeries series, CancellationToken cancellationToken,
        string resolution = "minute", int points = DefaultPoints)
    {
        if (!TrackId.TryParse(track, null, out var id)) return Problems.UnknownTrack(track);
        if (await stats.ReadAsync(id) is not { } read) return Problems.NotReady();
        if (read.Deleted) return Problems.UnknownTrack(track);
        return await ReadAsync(series, id.Value, resolution, points, cancellationToken);
    }

    /// <param name="series">Reads the points.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="resolution">
    /// A point's length: <c>minute</c>, <c>hour</c> or <c>day</c> (UTC).
    /// </param>
    /// <param name="points">How many points, up to now: 1 to 2000.</param>
    internal static Task<Results<Ok<SeriesResponse>, ProblemHttpResult>> GetSeriesAsync(
        TimeSeries series, CancellationToken cancellationToken,
        string resolution = "minute", int points = DefaultPoints) =>
        ReadAsync(series, Guid.Empty, resolution, points, cancellationToken);

    private static async Task<Results<Ok<SeriesResponse>, ProblemHttpResult>> ReadAsync(
        TimeSeries series, Guid track, string resolution, int points,
        CancellationToken cancellationToken)
    {
        if (Resolution.Find(resolution) is not { } found)
            return Problems.UnknownResolution(resolution);
        var read = await series.ReadAsync(
            track, found, Math.Clamp(points, 1, MaxPoints), cancellationToken);
        return read is null ? Problems.NotReady() : TypedResults.Ok(read);
    }
}
