using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>
/// Measures what waits. The lag of what is sent says nothing while nothing can be sent.
/// </summary>
internal sealed class OutboxWatch(
    NpgsqlDataSource database, IOptions<OutboxOptions> options, CoreApiTelemetry telemetry,
    PassServices services)
    : PeriodicPass(options.Value.WatchInterval, services)
{
    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var (due, oldest) = await database.QuerySingleOrDefaultAsync<(long, TimeSpan)>(
            """
            SELECT count(*), coalesce(now() - min(available_at), interval '0')
            FROM catalog.outbox
            WHERE available_at <= now()
            """,
            null, cancellationToken);
        telemetry.OutboxMeasured(due, oldest);
        return default;
    }
}
