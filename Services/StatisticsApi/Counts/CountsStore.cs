using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Redis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>What became of a batch.</summary>
internal enum ApplyOutcome
{
    Applied,

    /// <summary>
    /// Another offset is stored, or another state of a session that two partitions carry: somebody
    /// else counted, or Redis went back.
    /// </summary>
    Moved,

    /// <summary>Redis lost the counts.</summary>
    Absent,
}

/// <summary>The counts in Redis: where a batch of events becomes numbers, once.</summary>
internal sealed class CountsStore(
    IConnectionMultiplexer redis, TimeProvider time, IOptions<CountsOptions> options)
{
    private static readonly RedisScript ApplyScript = new(typeof(CountsStore), "apply");

    private static readonly RedisKey[] ApplyKeys =
    [
        StatisticsKeys.Head, StatisticsKeys.Offsets, StatisticsKeys.Sessions, StatisticsKeys.Live,
        StatisticsKeys.Listeners, StatisticsKeys.Plays, StatisticsKeys.Totals,
        StatisticsKeys.Day, StatisticsKeys.DayIndex, StatisticsKeys.DayCounts,
        StatisticsKeys.Week, StatisticsKeys.WeekIndex, StatisticsKeys.WeekCounts,
        StatisticsKeys.Trending, StatisticsKeys.TrendingLandmark,
        StatisticsKeys.Peaks, StatisticsKeys.PeaksDay, StatisticsKeys.Deleted,
        StatisticsKeys.Delta, StatisticsKeys.DeltaSessions, StatisticsKeys.DeltaOffsets,
    ];

    public static string Field(string logId, int partition) => $"{logId}/{partition}";

    /// <summary>Progress of each partition; null if Redis holds no counts at all.</summary>
    public async Task<Progress[]?> ReadProgressAsync(
        string logId, IReadOnlyCollection<int> partitions)
    {
        var database = redis.GetDatabase();
        var head = database.KeyExistsAsync(StatisticsKeys.Head);
        var stored = await database.HashGetAsync(
            StatisticsKeys.Offsets,
            [.. partitions.Select(partition => (RedisValue)Field(logId, partition))]);
        return await head ? [.. stored.Select(Progress.Parse)] : null;
    }

    /// <summary>Must be called after the progress was read: see <see cref="ApplyAsync"/>.</summary>
    /// <returns>Null if Redis holds no counts, or is just being filled with them.</returns>
    public async Task<Dictionary<SessionId, SessionState>?> ReadSessionsAsync(
        IReadOnlyList<SessionId> sessions)
    {
        var known = new Dictionary<SessionId, SessionState>(sessions.Count);
        if (sessions.Count == 0) return known;
        // At one moment: sessions that a rebuild has not brought back yet are not new ones.
        var moment = redis.GetDatabase().CreateTransaction();
        var head = moment.KeyExistsAsync(StatisticsKeys.Head);
        var read = moment.HashGetAsync(
            StatisticsKeys.Sessions, [.. sessions.Select(session => session.ToRedis())]);
        await moment.ExecuteAsync();
        if (!await head) return null;
        var values = await read;
        for (var i = 0; i < values.Length; i++)
        {
            if (!values[i].IsNull)
                known.Add(sessions[i], SessionState.Unpack((byte[])values[i]!));
        }
        return known;
    }

    /// <summary>
    /// Adds a folded batch, unless the partition's progress is no longer the one that was read
    /// before its sessions were: sessions change only together with it. Those that another
    /// partition carries change with that one's, too, and are compared themselves.
    /// </summary>
    public async Task<ApplyOutcome> ApplyAsync(
        string logId, int partition, Progress before, Progress after, PartitionFold fold)
    {
        var result = await ApplyScript.RunAsync(
            redis.GetDatabase(), ApplyKeys, Arguments(logId, partition, before, after, fold));
        return Enum.Parse<ApplyOutcome>((string)result!, ignoreCase: true);
    }

    private RedisValue[] Arguments(
        string logId, int partition, Progress before, Progress after, PartitionFold fold)
    {
        var now = time.GetUtcNow();
        const int fixedCount = 9;
        var arguments = new RedisValue[
            fixedCount + (3 * fold.Changed.Count) + (5 * fold.Tallies.Count)
            + (2 * fold.Moved.Count)];
        arguments[0] = Field(logId, partition);
        arguments[1] = before.Stored;
        arguments[2] = after.Stored;
        arguments[3] = (now - options.Value.LiveGrace).ToUnixTimeMilliseconds();
        arguments[4] = now.ToUnixTimeSeconds() / 60;
        arguments[5] = options.Value.TrendingHalfLife.TotalHours;
        arguments[6] = fold.Changed.Count;
        arguments[7] = fold.Tallies.Count;
        arguments[8] = fold.Moved.Count;

        var i = fixedCount;
        var at = i + (2 * fold.Changed.Count);
        foreach (var (id, state) in fold.Changed)
        {
            arguments[i++] = id.ToRedis();
            arguments[i++] = state.Pack();
            arguments[at++] = state.Live ? state.LiveUntilMs : RedisValue.EmptyString;
        }
        foreach (var ((track, minute), tally) in fold.Tallies)
        {
            arguments[at++] = track.ToRedis();
            arguments[at++] = minute;
            arguments[at++] = tally.Plays;
            arguments[at++] = tally.Starts;
            arguments[at++] = tally.ListenedMs;
        }
        foreach (var (id, state) in fold.Moved)
        {
            arguments[at++] = id.ToRedis();
            arguments[at++] = state.Pack();
        }
        return arguments;
    }
}
