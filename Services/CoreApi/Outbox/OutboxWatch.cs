using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>
/// Measures what waits. The lag of what is sent says nothing while nothing can be sent.
/// </summary>
internal sealed class OutboxWatch(
    NpgsqlDataSource database, IOptions<OutboxOptions> options, TimeProvider time,
    ILogger<OutboxWatch> logger)
    : PeriodicPass(options.Value.WatchInterval, time, logger)
{
    /// <summary>Puts nothing right.</summary>
    public override async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (due, oldest) = await connection.QuerySingleAsync<(long Due, TimeSpan Oldest)>(
            new CommandDefinition(
                """
                SELECT count(*), coalesce(now() - min(available_at), interval '0')
                FROM catalog.outbox
                WHERE available_at <= now()
                """,
                cancellationToken: cancellationToken));
        CoreApiTelemetry.OutboxHolds(due, oldest);
        return 0;
    }
}
