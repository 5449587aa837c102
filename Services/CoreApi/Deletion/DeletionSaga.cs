using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Outbox;
using AudioStreaming.ServiceDefaults.Sql;
using AudioStreaming.Storage;
using Npgsql;

namespace AudioStreaming.CoreApi.Deletion;

/// <summary>
/// The persisted steps of a deletion: a tombstone and its announcement in one transaction, then
/// the objects, then the row. The tombstone takes the next version, so that a converter at work
/// has lost its lock; the row stays as long as that converter's lease, and its last objects go too.
/// </summary>
internal sealed class DeletionSaga(
    NpgsqlDataSource database, IObjectStore store, FaultPoints faults, TimeProvider time)
{
    /// <summary>Called after a tombstone: there is something to finish.</summary>
    public Action Begun { private get; set; } = () => { };

    /// <summary>
    /// From here on the track is gone for everyone. Returns false if it was already.
    /// </summary>
    public async Task<bool> BeginAsync(TrackId track, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var version = await transaction.QuerySingleOrDefaultAsync<long?>(
            """
            UPDATE catalog.tracks
            SET status = 'deleting', version = version + 1
            WHERE id = @id
              AND status <> 'deleting'
            RETURNING version
            """,
            new { id = track.Value }, cancellationToken);
        if (version is null) return false;

        await transaction.ExecuteAsync(
            "DELETE FROM catalog.outbox WHERE topic = @topic AND key = @key",
            new { topic = Topics.TranscodeJobs, key = track.ToString() }, cancellationToken);
        await transaction.EnqueueAsync(
            TrackChanged.New(time.GetUtcNow(), track, TrackChange.Deleted, version.Value),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await faults.ReachAsync("delete.tombstoned");
        Begun();
        return true;
    }

    /// <summary>
    /// Removes the objects and, unless a converter may still be at work, the row; may be repeated.
    /// Returns whether the row has gone.
    /// </summary>
    public async Task<bool> FinishAsync(TrackId track, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isLeased = await transaction.QuerySingleOrDefaultAsync<bool?>(
            """
            SELECT coalesce(lease_until > now(), false)
            FROM catalog.tracks
            WHERE id = @id
              AND status = 'deleting'
            FOR UPDATE SKIP LOCKED
            """,
            new { id = track.Value }, cancellationToken);
        if (isLeased is null) return false;

        await store.DeletePrefixAsync(ObjectKeys.Raw(track), cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.Hls(track), cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.Artwork(track), cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.Waveform(track), cancellationToken);
        await faults.ReachAsync("delete.objects-removed");
        if (isLeased.Value) return false;
        await transaction.ExecuteAsync(
            """
            DELETE FROM catalog.tracks WHERE id = @id;
            DELETE FROM catalog.uploads WHERE track_id = @id;
            """,
            new { id = track.Value }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
