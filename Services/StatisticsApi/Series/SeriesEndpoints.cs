using AudioStreaming.Contracts;
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
            .WithName("GetTrackStats").WithSummary("The counts of one track");
        stats.MapGet("/tracks/{track}/series", GetTrackSeriesAsync)
            .WithName("GetTrackSeries").WithSummary("One track by minute, hour or day");
        stats.MapGet("/series", GetSeriesAsync)
            .WithName("GetSeries").WithSummary("All tracks together by minute, hour or day");
    }

    private static async Task<Results<Ok<TrackStatsResponse>, ProblemHttpResult>> GetTrackAsync(
        string track, TrackStats stats)
    {
        if (!TrackId.TryParse(track, null, out var id)) return Problems.UnknownTrack(track);
        if (await stats.ReadAsync(id) is not { } read) return Problems.NotReady();
        return read.Deleted ? Problems.UnknownTrack(track) : TypedResults.Ok(read.Stats);
    }

    private static async Task<Results<Ok<SeriesResponse>, ProblemHttpResult>> GetTrackSeriesAsync(
        string track, TrackStats stats, TimeSeries series, CancellationToken cancellationToken,
        string resolution = "minute", int points = DefaultPoints)
    {
        if (!TrackId.TryParse(track, null, out var id)) return Problems.UnknownTrack(track);
        if (await stats.ReadAsync(id) is not { } read) return Problems.NotReady();
        if (read.Deleted) return Problems.UnknownTrack(track);
        return await ReadAsync(series, id.Value, resolution, points, cancellationToken);
    }

    private static Task<Results<Ok<SeriesResponse>, ProblemHttpResult>> GetSeriesAsync(
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
