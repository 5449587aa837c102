using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Catalog;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.ServiceDefaults.Sql;
using AudioStreaming.Storage;
using Npgsql;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// The persisted steps of an upload: <c>receiving → stored → committed</c>, or from either of the
/// first two <c>→ compensating → compensated</c>. The commit is the point of no return; before
/// it, everything is compensated, since nobody has been told of the track.
/// </summary>
internal sealed class UploadSaga(
    NpgsqlDataSource database, IObjectStore store, FaultPoints faults,
    CoreApiTelemetry telemetry)
{
    /// <summary>Before the first byte is stored.</summary>
    public async Task BeginAsync(
        TrackId track, TimeSpan lease, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            """
            INSERT INTO catalog.uploads (track_id, lease_until)
            VALUES (@id, now() + @lease)
            """,
            new { id = track.Value, lease }, cancellationToken);
        telemetry.UploadReached("receiving");
        await faults.ReachAsync("upload.began");
    }

    /// <summary>A sign of life. Returns false if the upload has been given up by others.</summary>
    public async Task<bool> RenewAsync(
        TrackId track, TimeSpan lease, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
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
        var updated = await database.ExecuteAsync(
            """
            UPDATE catalog.uploads
            SET state = 'stored', updated_at = now()
            WHERE track_id = @id AND state = 'receiving'
            """,
            new { id = track.Value }, cancellationToken);
        if (updated == 0) throw GivenUp();
        telemetry.UploadReached("stored");
        await faults.ReachAsync("upload.stored");
    }

    /// <summary>The track, its job and the saga's end, in one transaction.</summary>
    /// <exception cref="RequestRefusedException">Others have given the upload up.</exception>
    public async Task CommitAsync(NewTrack track, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var committed = await transaction.ExecuteAsync(
            """
            UPDATE catalog.uploads
            SET state = 'committed', updated_at = now()
            WHERE track_id = @id AND state = 'stored'
            """,
            new { id = track.Id.Value }, cancellationToken);
        if (committed == 0) throw GivenUp();

        await track.AddAsync(transaction, cancellationToken);
        await faults.ReachAsync("upload.committing");
        await transaction.CommitAsync(cancellationToken);
        telemetry.UploadReached("committed");
        await faults.ReachAsync("upload.committed");
    }

    /// <summary>
    /// Undoes what there is; may be repeated and may run twice at once. Returns false, and does
    /// nothing, if the upload is committed.
    /// </summary>
    public async Task<bool> CompensateAsync(TrackId track, CancellationToken cancellationToken)
    {
        var claimed = await database.ExecuteAsync(
            """
            UPDATE catalog.uploads
            SET state = 'compensating', updated_at = now()
            WHERE track_id = @id AND state <> 'committed'
            """,
            new { id = track.Value }, cancellationToken);
        if (claimed == 0) return false;
        telemetry.UploadReached("compensating");
        await faults.ReachAsync("upload.compensating");
        await store.DeletePrefixAsync(ObjectKeys.Raw(track), cancellationToken);
        await faults.ReachAsync("upload.objects-removed");
        await database.ExecuteAsync(
            """
            UPDATE catalog.uploads
            SET state = 'compensated', updated_at = now()
            WHERE track_id = @id
            """,
            new { id = track.Value }, cancellationToken);
        telemetry.UploadReached("compensated");
        return true;
    }

    private static RequestRefusedException GivenUp() =>
        new(ProblemKinds.Unavailable, "the upload took too long and was given up; try again");
}
