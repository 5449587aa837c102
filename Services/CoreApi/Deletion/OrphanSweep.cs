using AudioStreaming.Contracts;
using AudioStreaming.Storage;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Deletion;

/// <summary>
/// Removes objects that no track has: the last net, for what a process wrote after it had lost
/// its lease and before it was killed. One replica sweeps at a time.
/// </summary>
internal sealed class OrphanSweep(
    NpgsqlDataSource database, IObjectStore store, IOptions<DeletionOptions> options,
    TimeProvider time, ILogger<OrphanSweep> logger)
    : PeriodicPass(options.Value.SweepInterval, time, logger)
{
    private const int BatchSize = 500;

    private static readonly string[] Kinds = ["raw/", "hls/", "art/", "wave/"];

    private readonly TimeProvider _time = time;

    /// <summary>Returns how many folders and unfinished writes were removed.</summary>
    public override async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var isAlone = await connection.QuerySingleAsync<bool>(new CommandDefinition(
            "SELECT pg_try_advisory_xact_lock(hashtext('audio-streaming:orphan-sweep'))",
            transaction: transaction, cancellationToken: cancellationToken));
        if (!isAlone) return 0;

        var before = _time.GetUtcNow() - options.Value.OrphanAge;
        var removed = await store.DeleteAbandonedAsync(before, cancellationToken);
        foreach (var kind in Kinds)
        {
            var young = new HashSet<Guid>();
            var old = new HashSet<Guid>();
            await foreach (var found in store.ListAsync(kind, cancellationToken))
            {
                if (Owner(found.Key) is { } id)
                    (found.LastModified < before ? old : young).Add(id);
            }
            old.ExceptWith(young);
            foreach (var batch in old.Chunk(BatchSize))
                removed += await RemoveAsync(connection, kind, batch, cancellationToken);
        }
        return removed;
    }

    private async Task<int> RemoveAsync(
        NpgsqlConnection connection, string kind, Guid[] ids, CancellationToken cancellationToken)
    {
        var orphans = (await connection.QueryAsync<Guid>(new CommandDefinition(
            """
            SELECT candidate
            FROM unnest(@ids) AS candidate
            WHERE NOT EXISTS (SELECT FROM catalog.tracks WHERE id = candidate)
              AND NOT EXISTS (
                SELECT
                FROM catalog.uploads
                WHERE track_id = candidate
                  AND state IN ('receiving', 'stored', 'compensating'))
            """,
            new { ids }, cancellationToken: cancellationToken))).AsList();
        foreach (var orphan in orphans)
            await store.DeletePrefixAsync($"{kind}{new TrackId(orphan)}/", cancellationToken);
        return orphans.Count;
    }

    /// <summary>Keys are <c>kind/track/…</c>; others are none of ours.</summary>
    private static Guid? Owner(string key) =>
        key.Split('/') is [_, var track, _, ..] && TrackId.TryParse(track, null, out var id)
            ? id.Value
            : null;
}
