using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Outbox;
using AudioStreaming.ServiceDefaults.Problems;
using Dapper;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary><c>PATCH /tracks/{track_id}</c></summary>
internal static class EditTrack
{
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
            : ProblemKinds.NotFound.Result("there is no such track");
    }

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
        var version = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            """
            UPDATE catalog.tracks
            SET artist = coalesce(@artist, artist), title = coalesce(@title, title)
            WHERE id = @id
              AND status <> 'deleting'
            RETURNING version
            """,
            new { id = track.Value, artist, title },
            transaction, cancellationToken: cancellationToken));
        if (version is null) return;
        var now = time.GetUtcNow();
        await transaction.EnqueueAsync(
            new TrackChanged(
                Guid.CreateVersion7(now), now, TrackChanged.CurrentVersion, track,
                TrackChange.Edited, version.Value),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>What to correct; what is absent stays.</summary>
/// <param name="Artist">At most 255 characters.</param>
/// <param name="Title">At most 255 characters.</param>
public sealed record TrackEdit(string? Artist, string? Title);
