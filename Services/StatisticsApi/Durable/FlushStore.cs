using System.Text;
using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.StatisticsApi.Counts;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>One row of a batch: what one track gained in one minute.</summary>
internal readonly record struct BucketDelta(
    Guid Track, DateTime At, long Plays, long Starts, long ListenedMs, long Listeners);

/// <summary>How far a partition is counted in a batch.</summary>
internal readonly record struct OffsetRow(string LogId, int Partition, Progress Progress);

/// <summary>What a flush finds in Redis.</summary>
/// <param name="Id">The batch, or null if there is nothing to flush.</param>
/// <param name="Previous">The flush before it: where PostgreSQL must stand.</param>
internal sealed record TakenBatch(Guid? Id, Guid Previous);

/// <summary>How much there is in a batch.</summary>
internal readonly record struct BatchSize(long Counts, long Sessions);

/// <summary>The counts in Redis, as the flush sees them.</summary>
internal sealed class FlushStore(IConnectionMultiplexer redis)
{
    private const int PageSize = 5_000;

    private static readonly RedisScript TakeScript = new(typeof(FlushStore), "take-batch");
    private static readonly RedisScript ReleaseScript = new(typeof(FlushStore), "release-batch");

    /// <summary>
    /// Whether all of the batch was read: Redis may have lost it meanwhile, or have been restarted,
    /// which makes a scan that was under way pass over some of it.
    /// </summary>
    public async Task<bool> IsWholeAsync(Guid id, BatchSize read)
    {
        var moment = redis.GetDatabase().CreateTransaction();
        var batch = moment.HashGetAsync(StatisticsKeys.Batch, "id");
        var counts = moment.HashLengthAsync(StatisticsKeys.BatchDelta);
        var sessions = moment.HashLengthAsync(StatisticsKeys.BatchSessions);
        await moment.ExecuteAsync();
        return await batch == id.ToString()
            && new BatchSize(await counts, await sessions) == read;
    }

    /// <returns>Null if Redis holds no counts at all.</returns>
    public async Task<TakenBatch?> TakeAsync(Guid newId)
    {
        var result = (RedisResult[])(await TakeScript.RunAsync(
            redis.GetDatabase(),
            [
                StatisticsKeys.Head, StatisticsKeys.Batch, StatisticsKeys.Delta,
                StatisticsKeys.DeltaSessions, StatisticsKeys.DeltaOffsets,
                StatisticsKeys.BatchDelta, StatisticsKeys.BatchSessions,
                StatisticsKeys.BatchOffsets,
            ],
            newId.ToString()))!;
        return (string)result[0]! switch
        {
            "batch" => new TakenBatch(
                Guid.Parse((string)result[1]!), Guid.Parse((string)result[2]!)),
            "idle" => new TakenBatch(null, Guid.Parse((string)result[1]!)),
            _ => null,
        };
    }

    public Task ReleaseAsync(Guid id) => ReleaseScript.RunAsync(
        redis.GetDatabase(),
        [
            StatisticsKeys.Head, StatisticsKeys.Batch, StatisticsKeys.BatchDelta,
            StatisticsKeys.BatchSessions, StatisticsKeys.BatchOffsets,
        ],
        id.ToString());

    /// <returns>The rows, and how many counts they hold.</returns>
    public async Task<(IReadOnlyCollection<BucketDelta> Rows, long Counts)> ReadBucketsAsync()
    {
        var rows = new Dictionary<(Guid Track, long Minute), BucketDelta>();
        var seen = new HashSet<RedisValue>();
        await foreach (var entry in redis.GetDatabase().HashScanAsync(
            StatisticsKeys.BatchDelta, pageSize: PageSize))
            if (seen.Add(entry.Name)) Add(rows, entry.Name, (long)entry.Value);
        return (rows.Values, seen.Count);
    }

    /// <param name="flat">Fields and values in turn, as <c>HGETALL</c> gives them.</param>
    public static IReadOnlyCollection<BucketDelta> ParseBuckets(RedisValue[] flat)
    {
        var rows = new Dictionary<(Guid Track, long Minute), BucketDelta>();
        for (var i = 0; i < flat.Length; i += 2) Add(rows, flat[i], (long)flat[i + 1]);
        return rows.Values;
    }

    public async IAsyncEnumerable<(Guid Id, SessionState State)> ReadSessionsAsync()
    {
        var seen = new HashSet<Guid>();
        await foreach (var entry in redis.GetDatabase().HashScanAsync(
            StatisticsKeys.BatchSessions, pageSize: PageSize))
        {
            var id = RedisIds.Session(entry.Name);
            if (seen.Add(id)) yield return (id, SessionState.Unpack((byte[])entry.Value!));
        }
    }

    public async Task<IReadOnlyList<OffsetRow>> ReadOffsetsAsync()
    {
        var entries = await redis.GetDatabase().HashGetAllAsync(StatisticsKeys.BatchOffsets);
        return
        [
            .. from entry in entries
               let field = (string)entry.Name!
               let slash = field.LastIndexOf('/')
               select new OffsetRow(
                   field[..slash], int.Parse(field.AsSpan(slash + 1)), Progress.Parse(entry.Value)),
        ];
    }

    private static void Add(
        Dictionary<(Guid Track, long Minute), BucketDelta> rows, RedisValue field, long value)
    {
        var (kind, track, minute) = ParseField((byte[])field!);
        var row = rows.GetValueOrDefault((track, minute)) with
        {
            Track = track,
            At = DateTime.UnixEpoch.AddMinutes(minute),
        };
        rows[(track, minute)] = kind switch
        {
            'p' => row with { Plays = value },
            's' => row with { Starts = value },
            'l' => row with { ListenedMs = value },
            _ => row with { Listeners = value },
        };
    }

    // Kind, track (nothing for all tracks together), minute as digits: written by apply.lua.
    private static (char Kind, Guid Track, long Minute) ParseField(ReadOnlySpan<byte> field)
    {
        var all = field.Length < 1 + RedisIds.Length;
        var track = all ? Guid.Empty : RedisIds.Track(field[1..]).Value;
        var minute = field[(all ? 1 : 1 + RedisIds.Length)..];
        return ((char)field[0], track, long.Parse(Encoding.ASCII.GetString(minute)));
    }
}
