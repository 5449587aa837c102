using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Uploads;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Recovery;

/// <summary>
/// Compensates uploads whose lease has expired. Any number of passes may run at once: each claims
/// what it works on, and to compensate twice is the same as once.
/// </summary>
internal sealed partial class UploadRecovery(
    NpgsqlDataSource database, UploadSaga saga, IOptions<UploadOptions> options,
    CoreApiTelemetry telemetry, PassServices services, ILogger<UploadRecovery> logger)
    : PeriodicPass(options.Value.RecoveryInterval, services)
{
    private const int BatchSize = 100;

    private readonly ILogger _logger = logger;

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var compensated = 0;
        while (await ClaimAsync(cancellationToken) is { Count: > 0 } claimed)
        {
            foreach (var track in claimed)
            {
                try
                {
                    await saga.CompensateAsync(track, cancellationToken);
                    compensated++;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    LogPostponed(fault, track);
                }
            }
        }
        await ForgetFinishedAsync(cancellationToken);
        await CountUnfinishedAsync(cancellationToken);
        return new PassResult(compensated);
    }

    private async Task<List<TrackId>> ClaimAsync(CancellationToken cancellationToken)
    {
        var claimed = await database.QueryAsync<Guid>(
            """
            UPDATE catalog.uploads
            SET state = 'compensating', lease_until = now() + @Lease, updated_at = now()
            WHERE track_id IN (
              SELECT track_id
              FROM catalog.uploads
              WHERE state IN ('receiving', 'stored', 'compensating')
                AND lease_until < now()
              ORDER BY lease_until
              LIMIT @BatchSize
              FOR UPDATE SKIP LOCKED)
            RETURNING track_id
            """,
            new { options.Value.Lease, BatchSize }, cancellationToken);
        return claimed.ConvertAll(id => new TrackId(id));
    }

    private Task<int> ForgetFinishedAsync(CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            DELETE FROM catalog.uploads
            WHERE state IN ('committed', 'compensated')
              AND updated_at < now() - @Retention
            """,
            new { options.Value.Retention }, cancellationToken);

    private async Task CountUnfinishedAsync(CancellationToken cancellationToken)
    {
        var states = await database.QueryAsync<(string State, long Count)>(
            """
            SELECT state, count(track_id)
            FROM unnest(ARRAY['receiving', 'stored', 'compensating']) AS state
            LEFT JOIN catalog.uploads USING (state)
            GROUP BY state
            """,
            null, cancellationToken);
        foreach (var (state, count) in states) telemetry.UploadsCounted(state, count);
    }
}
