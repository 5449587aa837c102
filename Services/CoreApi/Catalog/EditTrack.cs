using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Outbox;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.ServiceDefaults.Sql;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary><c>PATCH /tracks/{track_id}</c></summary>
internal static class EditTrack
{
    public const string Overtaken =
        "the track has been corrected since that revision; read it again and decide";

    /// <param name="trackId">The track.</param>
    /// <param name="edit">What to correct.</param>
    public static async Task<Results<Ok<Track>, ProblemHttpResult>> HandleAsync(
        TrackId trackId, TrackEdit edit, TrackOwnership ownership, TrackReader tracks,
        NpgsqlDataSource database, TimeProvider time, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (await ownership.RefuseAsync(trackId, context, cancellationToken) is { } refusal)
            return refusal;
        try
        {
            await SaveAsync(trackId, edit, database, time, cancellationToken);
        }
        catch (RequestRefusedException refused)
        {
            return refused.Kind.Result(refused.Message);
        }
        return await tracks.FindAsync(trackId, cancellationToken) is { } track
            ? TypedResults.Ok(track)
            : NoSuchTrack.Result();
    }

    /// <summary>Does nothing if the track has gone meanwhile.</summary>
    /// <exception cref="RequestRefusedException">
    /// There is nothing to correct, or it is not of that revision.
    /// </exception>
    private static async Task SaveAsync(
        TrackId track, TrackEdit edit, NpgsqlDataSource database, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var artist = TrackName.Normalize(edit.Artist, "artist");
        var title = TrackName.Normalize(edit.Title, "title");
        if (artist is null && title is null)
            throw RequestRefusedException.Invalid("give artist or title, and not empty");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var version = await transaction.QuerySingleOrDefaultAsync<long?>(
            """
            UPDATE catalog.tracks
            SET artist = coalesce(@artist, artist),
                title = coalesce(@title, title),
                revision = revision + 1
            WHERE id = @id
              AND status <> 'deleting'
              AND revision = coalesce(@Revision, revision)
            RETURNING version
            """,
            new { id = track.Value, artist, title, edit.Revision }, cancellationToken);
        if (version is null)
        {
            if (edit.Revision is null || !await ExistsAsync(transaction, track, cancellationToken))
                return;
            throw new RequestRefusedException(ProblemKinds.Conflict, Overtaken);
        }
        await transaction.EnqueueAsync(
            TrackChanged.New(time.GetUtcNow(), track, TrackChange.Edited, version.Value),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static Task<bool> ExistsAsync(
        NpgsqlTransaction transaction, TrackId track, CancellationToken cancellationToken) =>
        transaction.QuerySingleOrDefaultAsync<bool>(
            "SELECT EXISTS (SELECT FROM catalog.track_directory WHERE id = @id)",
            new { id = track.Value }, cancellationToken);
}

/// <summary>What to correct; what is absent stays.</summary>
/// <param name="Artist">At most 255 characters.</param>
/// <param name="Title">At most 255 characters.</param>
/// <param name="Revision">
/// The revision that the correction was made from; another one since is a conflict (409). Without
/// it, the last correction wins.
/// </param>
public sealed record TrackEdit(string? Artist, string? Title, int? Revision)
{
    internal const string Example =
        """
        { "artist": "Hans Zimmer", "title": "Interstellar Main Theme", "revision": 0 }
        """;
}
