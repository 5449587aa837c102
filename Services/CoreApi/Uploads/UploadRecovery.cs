using AudioStreaming.Contracts;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// Undoes uploads that nobody works on any more, at start and on a timer. Any number of passes may
/// run at once: each claims what it works on, and undoing twice is the same as once.
/// </summary>
internal sealed partial class UploadRecovery(
    NpgsqlDataSource database, UploadSaga saga, IOptions<UploadOptions> options,
    TimeProvider time, ILogger<UploadRecovery> logger)
    : PeriodicPass(options.Value.RecoveryInterval, time, logger)
{
    private const int BatchSize = 100;

    private readonly UploadOptions _options = options.Value;
    private readonly ILogger _logger = logger;

    public override async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var undone = 0;
        while (await ClaimAsync(cancellationToken) is { Count: > 0 } claimed)
        {
            foreach (var track in claimed)
            {
                try
                {
                    await saga.CompensateAsync(track, cancellationToken);
                    undone++;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    CompensationFailed(fault, track);
                }
            }
        }
        await ForgetFinishedAsync(cancellationToken);
        await MeasureAsync(cancellationToken);
        return undone;
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var states = await connection.QueryAsync<(string State, long Count)>(new CommandDefinition(
            """
            SELECT state, count(track_id)
            FROM unnest(ARRAY['receiving', 'stored', 'compensating']) AS state
            LEFT JOIN catalog.uploads USING (state)
            GROUP BY state
            """,
            cancellationToken: cancellationToken));
        foreach (var (state, count) in states) CoreApiTelemetry.UploadsInState(state, count);
    }

    private async Task<List<TrackId>> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var claimed = await connection.QueryAsync<Guid>(new CommandDefinition(
            """
            UPDATE catalog.uploads
            SET state = 'compensating', lease_until = now() + @lease, updated_at = now()
            WHERE track_id IN (
              SELECT track_id
              FROM catalog.uploads
              WHERE state IN ('receiving', 'stored', 'compensating')
                AND lease_until < now()
              ORDER BY lease_until
              LIMIT @limit
              FOR UPDATE SKIP LOCKED)
            RETURNING track_id
            """,
            new { lease = _options.Lease, limit = BatchSize },
            cancellationToken: cancellationToken));
        return [.. claimed.Select(id => new TrackId(id))];
    }

    private async Task ForgetFinishedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM catalog.uploads
            WHERE state IN ('committed', 'compensated')
              AND updated_at < now() - @retention
            """,
            new { retention = _options.Retention }, cancellationToken: cancellationToken));
    }
}
