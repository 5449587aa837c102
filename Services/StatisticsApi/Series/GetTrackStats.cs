using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary><c>GET /stats/tracks/{id}</c></summary>
internal static class GetTrackStats
{
    /// <param name="track">The track's id.</param>
    /// <param name="stats">Reads the counts.</param>
    public static async Task<Results<Ok<TrackStatsResponse>, ProblemHttpResult>> HandleAsync(
        string track, TrackStats stats)
    {
        if (!TrackId.TryParse(track, null, out var id)) return SeriesProblems.UnknownTrack(track);
        if (await stats.ReadAsync(id) is not { } read) return CountsProblems.NotReady();
        return read.Deleted ? SeriesProblems.UnknownTrack(track) : TypedResults.Ok(read.Stats);
    }
}
