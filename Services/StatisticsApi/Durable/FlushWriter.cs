using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Sql;
using AudioStreaming.StatisticsApi.Counts;
using Npgsql;
using NpgsqlTypes;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>Writes a batch into PostgreSQL, inside the caller's transaction.</summary>
internal sealed class FlushWriter(FlushStore store, FaultPoints faults)
{
    /// <returns>How much of the batch was read and written.</returns>
    public async Task<BatchSize> WriteAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var counts = await WriteBucketsAsync(transaction, cancellationToken);
        await faults.ReachAsync("flush.counts");
        var sessions = await WriteSessionsAsync(transaction, cancellationToken);
        await WriteOffsetsAsync(transaction, cancellationToken);
        return new BatchSize(counts, sessions);
    }

    private async Task<long> WriteBucketsAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await CreateAsync(
            transaction, "delta",
            """
            track_id uuid, at timestamptz, plays bigint, starts bigint,
            listened_ms bigint, listeners bigint
            """,
            cancellationToken);
        var (rows, counts) = await store.ReadBucketsAsync();
        await using (var copy = await transaction.Connection!.BeginBinaryImportAsync(
            "COPY pg_temp.delta FROM STDIN BINARY", cancellationToken))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(row.Track, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(row.At, NpgsqlDbType.TimestampTz, cancellationToken);
                await copy.WriteAsync(row.Plays, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync(row.Starts, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync(row.ListenedMs, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync(row.Listeners, NpgsqlDbType.Bigint, cancellationToken);
            }
            await copy.CompleteAsync(cancellationToken);
        }
        await transaction.ExecuteAsync(FlushSql.AddTotals, null, cancellationToken);
        await transaction.ExecuteAsync(FlushSql.AddBuckets, null, cancellationToken);
        return counts;
    }

    private async Task<long> WriteSessionsAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await CreateAsync(
            transaction, "seen",
            """
            session_id uuid, track_id uuid, partition integer, last_at timestamptz,
            sequence bigint, listened_ms bigint, counted boolean, live boolean, ttl_ms bigint
            """,
            cancellationToken);
        var sessions = 0L;
        await using (var copy = await transaction.Connection!.BeginBinaryImportAsync(
            "COPY pg_temp.seen FROM STDIN BINARY", cancellationToken))
        {
            await foreach (var (id, state) in store.ReadSessionsAsync())
            {
                await WriteSessionAsync(copy, id, state, cancellationToken);
                sessions++;
            }
            await copy.CompleteAsync(cancellationToken);
        }
        await transaction.ExecuteAsync(FlushSql.PutSessions, null, cancellationToken);
        return sessions;
    }

    private static async Task WriteSessionAsync(
        NpgsqlBinaryImporter copy, Guid id, SessionState state, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync(id, NpgsqlDbType.Uuid, cancellationToken);
        await copy.WriteAsync(state.Track.Value, NpgsqlDbType.Uuid, cancellationToken);
        await copy.WriteAsync(state.Partition, NpgsqlDbType.Integer, cancellationToken);
        await copy.WriteAsync(
            DateTime.UnixEpoch.AddMilliseconds(state.LastAtMs),
            NpgsqlDbType.TimestampTz, cancellationToken);
        await copy.WriteAsync(state.Sequence, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(state.ListenedMs, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(state.Counted, NpgsqlDbType.Boolean, cancellationToken);
        await copy.WriteAsync(state.Live, NpgsqlDbType.Boolean, cancellationToken);
        await copy.WriteAsync(state.TtlMs, NpgsqlDbType.Bigint, cancellationToken);
    }

    private async Task WriteOffsetsAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var rows = await store.ReadOffsetsAsync();
        await transaction.ExecuteAsync(
            FlushSql.PutOffsets,
            rows.Select(row => new
            {
                row.LogId,
                row.Partition,
                row.Progress.NextOffset,
                Watermark = DateTime.UnixEpoch.AddMilliseconds(row.Progress.WatermarkMs),
            }),
            cancellationToken);
    }

    private static Task<int> CreateAsync(
        NpgsqlTransaction transaction, string table, string columns,
        CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            $"CREATE TEMPORARY TABLE {table} ({columns}) ON COMMIT DROP", null, cancellationToken);
}
