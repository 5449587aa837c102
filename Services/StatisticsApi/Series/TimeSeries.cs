using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.ServiceDefaults.Sql;
using AudioStreaming.StatisticsApi.Counts;
using AudioStreaming.StatisticsApi.Durable;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary>
/// Series over time: what PostgreSQL holds, and what Redis has not handed to it yet. The flush
/// that PostgreSQL stands at says which parts of Redis those are, so nothing counts twice.
/// </summary>
internal sealed class TimeSeries(
    IConnectionMultiplexer redis, NpgsqlDataSource database, TimeProvider time)
{
    private const int MaxTries = 10;

    private static readonly RedisScript ReadScript = new(typeof(TimeSeries), "read-unflushed");

    /// <param name="track">The track; all zeros for all of them together.</param>
    /// <param name="resolution">The length of a point.</param>
    /// <param name="points">How many points, the current one included.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null while the counts are being restored.</returns>
    public async Task<SeriesResponse?> ReadAsync(
        Guid track, Resolution resolution, int points, CancellationToken cancellationToken)
    {
        var last = resolution.Start(time.GetUtcNow().UtcDateTime);
        var first = last - ((points - 1) * resolution.Length);
        for (var i = 0; i < MaxTries; i++)
        {
            if (await ReadUnflushedAsync() is not { } unflushed) return null;
            var (head, stored) = await ReadStoredAsync(
                track, resolution, first, cancellationToken);
            var parts = unflushed.At(head);
            if (parts is null) continue;
            var recent = parts.SelectMany(part => Of(part, track)).Select(row => row with
            {
                At = resolution.Start(row.At),
            });
            return new SeriesResponse(
                resolution.Name, Points(stored.Concat(recent), resolution, first, points));
        }
        return null;
    }

    private async Task<Unflushed?> ReadUnflushedAsync()
    {
        var result = await ReadScript.RunAsync(
            redis.GetDatabase(),
            [
                StatisticsKeys.Head, StatisticsKeys.Batch, StatisticsKeys.Delta,
                StatisticsKeys.BatchDelta,
            ]);
        if (result.IsNull) return null;
        var answer = (RedisResult[])result!;
        return new Unflushed(
            Guid.Parse((string)answer[0]!),
            Guid.TryParse((string?)answer[1], out var batch) ? batch : null,
            FlushStore.ParseBuckets((RedisValue[])answer[2]!),
            FlushStore.ParseBuckets((RedisValue[])answer[3]!));
    }

    private async Task<(Guid Head, IReadOnlyList<BucketDelta> Rows)> ReadStoredAsync(
        Guid track, Resolution resolution, DateTime first, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var head = await StatisticsHead.ReadAsync(transaction, cancellationToken);
        var rows = await transaction.QueryAsync<BucketDelta>(
            """
            SELECT
              track_id AS Track,
              at AS At,
              plays AS Plays,
              starts AS Starts,
              listened_ms AS ListenedMs,
              listeners AS Listeners
            FROM statistics.buckets
            WHERE track_id = @track
              AND resolution = @resolution
              AND at >= @first
            """,
            new { track, resolution = resolution.Name, first }, cancellationToken);
        return (head, rows);
    }

    // The rows of all zeros hold the listeners of everybody; the other counts are sums.
    private static IEnumerable<BucketDelta> Of(IReadOnlyCollection<BucketDelta> part, Guid track) =>
        track != Guid.Empty
            ? part.Where(row => row.Track == track)
            : part.Select(row => row.Track == Guid.Empty ? row : row with { Listeners = 0 });

    private static List<SeriesPoint> Points(
        IEnumerable<BucketDelta> rows, Resolution resolution, DateTime first, int points)
    {
        var byStart = rows.ToLookup(row => row.At);
        return
        [
            .. from i in Enumerable.Range(0, points)
               let at = first + (i * resolution.Length)
               let held = byStart[at]
               select new SeriesPoint(
                   new DateTimeOffset(at, TimeSpan.Zero),
                   held.Sum(row => row.Plays),
                   held.Sum(row => row.Starts),
                   held.Sum(row => row.ListenedMs) / 1000.0,
                   held.Select(row => row.Listeners).DefaultIfEmpty().Max()),
        ];
    }

    private sealed record Unflushed(
        Guid Head, Guid? BatchId, IReadOnlyCollection<BucketDelta> Delta,
        IReadOnlyCollection<BucketDelta> Batch)
    {
        /// <returns>The parts PostgreSQL lacks; null if it has moved on since they were
        /// read.</returns>
        public IReadOnlyList<IReadOnlyCollection<BucketDelta>>? At(Guid stored)
        {
            if (stored == Head) return [Delta, Batch];
            return stored == BatchId ? [Delta] : null;
        }
    }
}
