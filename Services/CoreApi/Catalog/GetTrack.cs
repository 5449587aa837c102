using AudioStreaming.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary><c>GET /tracks/{track_id}</c></summary>
internal static class GetTrack
{
    /// <param name="trackId">The track.</param>
    public static async Task<Results<Ok<Track>, ProblemHttpResult>> HandleAsync(
        TrackId trackId, TrackReader tracks, CancellationToken cancellationToken) =>
        await tracks.FindAsync(trackId, cancellationToken) is { } track
            ? TypedResults.Ok(track)
            : NoSuchTrack.Result();
}
