using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Deletion;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary><c>DELETE /tracks/{track_id}</c></summary>
internal static class DeleteTrack
{
    /// <param name="trackId">The track.</param>
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        TrackId trackId, TrackOwnership ownership, DeletionSaga deletion, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (await ownership.RefuseAsync(trackId, context, cancellationToken) is { } refusal)
            return refusal;
        return await deletion.BeginAsync(trackId, cancellationToken)
            ? TypedResults.NoContent()
            : NoSuchTrack.Result();
    }
}
