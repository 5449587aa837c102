using AudioStreaming.Contracts;
using AudioStreaming.Converter.Claims;
using AudioStreaming.ServiceDefaults.Outbox;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Recovery;

/// <summary>
/// Recovers abandoned tracks: their worker died, or their message was lost. It announces them
/// again; any number of converters may run it at once.
/// </summary>
internal sealed partial class TrackRecovery(
    NpgsqlDataSource database, IOptions<RecoveryOptions> options, IOptions<ClaimOptions> claims,
    TimeProvider time, PassServices services, ILogger<TrackRecovery> logger)
    : PeriodicPass(options.Value.RescueInterval, services)
{
    private const int Batch = 100;

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var found = await transaction.QueryAsync<Guid>(
            """
            UPDATE catalog.tracks
            SET announced_at = now()
            WHERE id IN (
              SELECT id
              FROM catalog.tracks
              WHERE (status = 'pending' AND announced_at < now() - @AnnounceAgainAfter)
                 -- Once a lease is enough: the message waits until someone is free.
                 OR (status = 'processing'
                     AND lease_until < now()
                     AND announced_at < now() - @Lease)
              ORDER BY announced_at
              LIMIT @Batch
              FOR UPDATE SKIP LOCKED)
            RETURNING id
            """,
            new { options.Value.AnnounceAgainAfter, claims.Value.Lease, Batch },
            cancellationToken);
        foreach (var id in found)
            await transaction.EnqueueAsync(
                TranscodeRequested.New(time.GetUtcNow(), new TrackId(id)), TimeSpan.Zero,
                cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (found.Count > 0) LogRecovered(found.Count);
        return new PassResult(found.Count);
    }
}
