using System.Diagnostics;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.StatisticsApi.Counts;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>How a flush ended.</summary>
internal enum FlushOutcome
{
    Written,

    /// <summary>Nothing was counted since the last flush.</summary>
    Idle,

    /// <summary>Another replica is at it.</summary>
    Busy,

    /// <summary>
    /// Redis is not where PostgreSQL is, or not what it was: it lost its data, or old data came
    /// back, at any time until now. Nothing is written.
    /// </summary>
    Stale,
}

/// <summary>
/// The write-behind, at an interval and once more when the service stops. A batch stays in Redis
/// until PostgreSQL holds it, and PostgreSQL takes it only right after its predecessor: so it is
/// written exactly once, whoever crashes when.
/// </summary>
internal sealed class FlushPass(
    FlushStore store, FlushWriter writer, StaleCounts stale, NpgsqlDataSource database,
    FaultPoints faults, StatisticsTelemetry telemetry, TimeProvider time,
    IOptions<FlushOptions> options, PassServices services)
    : PeriodicPass(options.Value.Interval, services)
{
    private static readonly TimeSpan LastFlushTimeout = TimeSpan.FromSeconds(15);

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var outcome = await FlushAsync(cancellationToken);
        if (outcome == FlushOutcome.Stale) stale.Report();
        return new PassResult(outcome == FlushOutcome.Written ? 1 : 0);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(LastFlushTimeout, time);
        await TryRunAsync(limit.Token);
    }

    public async Task<FlushOutcome> FlushAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await StatisticsLock.TryAsync(transaction, cancellationToken))
            return FlushOutcome.Busy;

        var batch = await store.TakeAsync(Guid.CreateVersion7(time.GetUtcNow()));
        await faults.ReachAsync("flush.taken");
        if (batch is null) return FlushOutcome.Stale;
        var head = await StatisticsHead.ReadAsync(transaction, cancellationToken);
        if (batch.Id is not { } id)
        {
            if (batch.Previous != head) return FlushOutcome.Stale;
            telemetry.EverythingFlushed();
            return FlushOutcome.Idle;
        }

        using var activity = StatisticsTelemetry.Source.StartActivity("flush");
        if (head != id)
        {
            if (!await StatisticsHead.TryAdvanceAsync(
                    transaction, batch.Previous, id, cancellationToken))
                return FlushOutcome.Stale;
            var written = await writer.WriteAsync(transaction, cancellationToken);
            await faults.ReachAsync("flush.written");
            if (!await store.IsWholeAsync(id, written)) return FlushOutcome.Stale;
            await transaction.CommitAsync(cancellationToken);
            await faults.ReachAsync("flush.committed");
        }
        await store.ReleaseAsync(id);
        await faults.ReachAsync("flush.released");
        telemetry.EverythingFlushed();
        telemetry.BatchFlushed(Stopwatch.GetElapsedTime(started));
        return FlushOutcome.Written;
    }
}
