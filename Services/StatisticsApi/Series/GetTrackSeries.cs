using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary><c>GET /stats/tracks/{id}/series</c></summary>
internal static class GetTrackSeries
{
    /// <param name="track">The track's id.</param>
    /// <param name="stats">Knows whether it was deleted.</param>
    /// <param name="series">Reads the points.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="resolution">
    /// A point's length: <c>minute</c>, <c>hour</c> or <c>day</c> (UTC).
    /// </param>
    /// <param name="points">How many points, up to now: 1 to 2000.</param>
    public static async Task<Results<Ok<SeriesResponse>, ProblemHttpResult>> HandleAsync(
        string track, TrackStats stats, TimeSeries series, CancellationToken cancellationToken,
        string resolution = GetSeries.DefaultResolution, int points = GetSeries.DefaultPoints)
    {
        if (!TrackId.TryParse(track, null, out var id)) return SeriesProblems.UnknownTrack(track);
        if (await stats.ReadAsync(id) is not { } read) return CountsProblems.NotReady();
        if (read.Deleted) return SeriesProblems.UnknownTrack(track);
        return await GetSeries.ReadAsync(series, id.Value, resolution, points, cancellationToken);
    }
}
