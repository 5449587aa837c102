using AudioStreaming.Contracts;
using AudioStreaming.Audio;
using AudioStreaming.CoreApi.Outbox;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.Storage;
using Dapper;
using Npgsql;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// The persisted steps of an upload: <c>receiving → stored → committed</c>, or from either of the
/// first two <c>→ compensating → compensated</c>. The commit is the point of no return; before
/// it, everything is undone, since nobody has been told of the track.
/// </summary>
internal sealed class UploadSaga(
    NpgsqlDataSource database, IObjectStore store, FaultPoints faults)
{
    /// <summary>Before the first byte is stored.</summary>
    public async Task BeginAsync(
        TrackId track, TimeSpan lease, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            """
            INSERT INTO catalog.uploads (track_id, lease_until)
            VALUES (@id, now() + @lease)
            """,
            new { id = track.Value, lease }, cancellationToken);
        CoreApiTelemetry.UploadCameTo("receiving");
        await faults.ReachAsync("upload.began");
    }

    /// <summary>A sign of life. Returns false if the upload has been given up by others.</summary>
    public async Task<bool> RenewAsync(
        TrackId track, TimeSpan lease, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            """
            UPDATE catalog.uploads
            SET lease_until = now() + @lease
            WHERE track_id = @id AND state IN ('receiving', 'stored')
            """,
            new { id = track.Value, lease }, cancellationToken) > 0;

    /// <summary>All bytes are durable.</summary>
    /// <exception cref="RequestRefusedException">Others have given the upload up.</exception>
    public async Task StoredAsync(TrackId track, CancellationToken cancellationToken)
    {
        await faults.ReachAsync("upload.object-stored");
        var updated = await ExecuteAsync(
            """
            UPDATE catalog.uploads
            SET state = 'stored', updated_at = now()
            WHERE track_id = @id AND state = 'receiving'
            """,
            new { id = track.Value }, cancellationToken);
        if (updated == 0) throw GivenUp();
        CoreApiTelemetry.UploadCameTo("stored");
        await faults.ReachAsync("upload.stored");
    }

    /// <summary>The track, its job and the saga's end, in one transaction.</summary>
    /// <exception cref="RequestRefusedException">Others have given the upload up.</exception>
    public async Task CommitAsync(
        NewTrack track, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var committed = await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE catalog.uploads
            SET state = 'committed', updated_at = now()
            WHERE track_id = @id AND state = 'stored'
            """,
            new { id = track.Id.Value }, transaction, cancellationToken: cancellationToken));
        if (committed == 0) throw GivenUp();

        await InsertAsync(transaction, track, cancellationToken);
        var now = track.UploadedAt;
        await transaction.EnqueueAsync(
            new TranscodeRequested(
                Guid.CreateVersion7(now), now, TranscodeRequested.CurrentVersion, track.Id),
            cancellationToken);
        await transaction.EnqueueAsync(
            new TrackChanged(
                Guid.CreateVersion7(now), now, TrackChanged.CurrentVersion, track.Id,
                TrackChange.Created, TrackVersion: 0),
            cancellationToken);
        await faults.ReachAsync("upload.committing");
        await transaction.CommitAsync(cancellationToken);
        CoreApiTelemetry.UploadCameTo("committed");
        await faults.ReachAsync("upload.committed");
    }

    /// <summary>
    /// Undoes what there is; may be repeated and may run twice at once. Returns false, and does
    /// nothing, if the upload is committed.
    /// </summary>
    public async Task<bool> CompensateAsync(TrackId track, CancellationToken cancellationToken)
    {
        var claimed = await ExecuteAsync(
            """
            UPDATE catalog.uploads
            SET state = 'compensating', updated_at = now()
            WHERE track_id = @id AND state <> 'committed'
            """,
            new { id = track.Value }, cancellationToken);
        if (claimed == 0) return false;
        CoreApiTelemetry.UploadCameTo("compensating");
        await faults.ReachAsync("upload.compensating");
        await store.DeletePrefixAsync(ObjectKeys.Raw(track), cancellationToken);
        await faults.ReachAsync("upload.objects-removed");
        await ExecuteAsync(
            """
            UPDATE catalog.uploads
            SET state = 'compensated', updated_at = now()
            WHERE track_id = @id
            """,
            new { id = track.Value }, cancellationToken);
        CoreApiTelemetry.UploadCameTo("compensated");
        return true;
    }

    private static Task<int> InsertAsync(
        NpgsqlTransaction transaction, NewTrack track, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO catalog.tracks (
              id, artist, title, original_filename, original_key, original_format,
              original_size, content_sha256, manage_token_hash, uploaded_at)
            VALUES (
              @id, @Artist, @Title, @name, @key, @format,
              @size, @sha256, @ManageTokenHash, @UploadedAt)
            """,
            new
            {
                id = track.Id.Value,
                track.Artist,
                track.Title,
                track.ManageTokenHash,
                track.UploadedAt,
                name = track.File.Name,
                key = track.File.Key,
                format = track.File.Format.Extension(),
                size = track.File.Size,
                sha256 = track.File.Sha256,
            },
            transaction, cancellationToken: cancellationToken));

    private async Task<int> ExecuteAsync(
        string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }

    private static RequestRefusedException GivenUp() =>
        new(ProblemKinds.Unavailable, "the upload took too long and was given up; try again");
}

/// <summary>What the commit writes.</summary>
internal sealed record NewTrack(
    TrackId Id, string Artist, string Title, StoredFile File, byte[] ManageTokenHash,
    DateTimeOffset UploadedAt);
