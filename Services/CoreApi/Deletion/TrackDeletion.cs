using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Outbox;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.Storage;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Deletion;

/// <summary>
/// Deletes tracks, as a saga: a tombstone and its announcement in one transaction, then the
/// objects, then the row. The tombstone takes the next version, so that a converter at work has
/// lost its lock; the row stays as long as that converter's lease, and its last objects go too.
/// </summary>
internal sealed partial class TrackDeletion(
    NpgsqlDataSource database, IObjectStore store, FaultPoints faults,
    IOptions<DeletionOptions> options, TimeProvider time, ILogger<TrackDeletion> logger)
    : PeriodicPass(options.Value.RetryInterval, time, logger)
{
    private readonly TimeProvider _time = time;
    private readonly ILogger _logger = logger;

    /// <summary>
    /// From here on the track is gone for everyone. Returns false if it was already.
    /// </summary>
    public async Task<bool> BeginAsync(TrackId track, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var version = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            """
            UPDATE catalog.tracks
            SET status = 'deleting', version = version + 1
            WHERE id = @id
              AND status <> 'deleting'
            RETURNING version
            """,
            new { id = track.Value }, transaction, cancellationToken: cancellationToken));
        if (version is null) return false;

        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM catalog.outbox WHERE topic = @topic AND key = @key",
            new { topic = Topics.TranscodeJobs, key = track.ToString() },
            transaction, cancellationToken: cancellationToken));
        var now = _time.GetUtcNow();
        await transaction.EnqueueAsync(
            new TrackChanged(
                Guid.CreateVersion7(now), now, TrackChanged.CurrentVersion, track,
                TrackChange.Deleted, version.Value),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await faults.ReachAsync("delete.tombstoned");
        Wake();
        return true;
    }

    /// <summary>Finishes every deletion that can be. Returns how many rows have gone.</summary>
    public override async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var gone = 0;
        foreach (var track in await UnfinishedAsync(cancellationToken))
        {
            try
            {
                if (await FinishAsync(track, cancellationToken)) gone++;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                DeletionPostponed(fault, track);
            }
        }
        return gone;
    }

    private async Task<List<TrackId>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var ids = await connection.QueryAsync<Guid>(new CommandDefinition(
            "SELECT id FROM catalog.tracks WHERE status = 'deleting' ORDER BY id LIMIT 1000",
            cancellationToken: cancellationToken));
        return [.. ids.Select(id => new TrackId(id))];
    }

    private async Task<bool> FinishAsync(TrackId track, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isLeased = await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(
            """
            SELECT coalesce(lease_until > now(), false)
            FROM catalog.tracks
            WHERE id = @id
              AND status = 'deleting'
            FOR UPDATE SKIP LOCKED
            """,
            new { id = track.Value }, transaction, cancellationToken: cancellationToken));
        if (isLeased is null) return false;

        await store.DeletePrefixAsync(ObjectKeys.Raw(track), cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.Hls(track), cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.Artwork(track), cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.Waveform(track), cancellationToken);
        await faults.ReachAsync("delete.objects-removed");
        if (isLeased.Value) return false;
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM catalog.tracks WHERE id = @id;
            DELETE FROM catalog.uploads WHERE track_id = @id;
            """,
            new { id = track.Value }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
