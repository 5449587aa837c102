using System.Diagnostics;
using AudioStreaming.ServiceDefaults;
using Dapper;
using Npgsql;

namespace AudioStreaming.StatisticsApi.Flush;

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
/// One pass of the write-behind. A batch stays in Redis until PostgreSQL holds it, and PostgreSQL
/// takes it only right after its predecessor: so it is written exactly once, whoever crashes when.
/// </summary>
internal sealed class Flusher(
    FlushStore store, FlushWriter writer, NpgsqlDataSource database, FaultPoints faults,
    StatisticsTelemetry telemetry, TimeProvider time)
{
    public async Task<FlushOutcome> FlushAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await StatisticsLock.TryAsync(connection, cancellationToken)) return FlushOutcome.Busy;

        var batch = await store.TakeAsync(Guid.CreateVersion7(time.GetUtcNow()));
        await faults.ReachAsync("flush.taken");
        if (batch is null) return FlushOutcome.Stale;
        var head = await ReadHeadAsync(connection, cancellationToken);
        if (batch.Id is not { } id)
        {
            if (batch.Previous != head) return FlushOutcome.Stale;
            telemetry.ReportFlushed();
            return FlushOutcome.Idle;
        }

        using var activity = StatisticsTelemetry.Source.StartActivity("flush");
        if (head != id)
        {
            if (!await FlushWriter.AdvanceHeadAsync(
                    connection, batch.Previous, id, cancellationToken))
                return FlushOutcome.Stale;
            var written = await writer.WriteAsync(connection, cancellationToken);
            await faults.ReachAsync("flush.written");
            if (!await store.IsWholeAsync(id, written)) return FlushOutcome.Stale;
            await transaction.CommitAsync(cancellationToken);
            await faults.ReachAsync("flush.committed");
        }
        await store.ReleaseAsync(id);
        await faults.ReachAsync("flush.released");
        telemetry.ReportFlushed();
        telemetry.Flushes.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        return FlushOutcome.Written;
    }

    public static Task<Guid> ReadHeadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<Guid>(new CommandDefinition(
            "SELECT id FROM statistics.head", cancellationToken: cancellationToken));
}
