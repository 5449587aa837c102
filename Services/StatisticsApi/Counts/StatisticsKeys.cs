using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>
/// Every Redis key of the service. One hash tag, because one script touches most of them at once.
/// Tracks and sessions are written as their 16 raw bytes.
/// </summary>
internal static class StatisticsKeys
{
    /// <summary>String: the last flush known here. Without it nothing may be counted.</summary>
    public static RedisKey Head { get; } = "{stats}:head";

    /// <summary>Hash, log id and partition → next offset and watermark.</summary>
    public static RedisKey Offsets { get; } = "{stats}:offsets";

    /// <summary>Hash, session → packed state.</summary>
    public static RedisKey Sessions { get; } = "{stats}:sessions";

    /// <summary>Sorted set of live session and track, by when the next event is due.</summary>
    public static RedisKey Live { get; } = "{stats}:live";

    /// <summary>Sorted set of tracks by live sessions.</summary>
    public static RedisKey Listeners { get; } = "{stats}:listeners";

    /// <summary>Sorted set of tracks by plays, ever.</summary>
    public static RedisKey Plays { get; } = "{stats}:plays";

    /// <summary>
    /// Hash, <c>s</c> or <c>l</c> and track → starts or listened milliseconds, ever.
    /// </summary>
    public static RedisKey Totals { get; } = "{stats}:totals";

    /// <summary>Sorted set of tracks by plays of the last 24 hours; its buckets follow.</summary>
    public static RedisKey Day { get; } = "{stats}:24h";

    /// <summary>Sorted set of track and minute, by minute.</summary>
    public static RedisKey DayIndex { get; } = "{stats}:24h:index";

    /// <summary>Hash, track and minute → plays.</summary>
    public static RedisKey DayCounts { get; } = "{stats}:24h:counts";

    /// <summary>As <see cref="Day"/>, for 7 days by hours.</summary>
    public static RedisKey Week { get; } = "{stats}:7d";

    public static RedisKey WeekIndex { get; } = "{stats}:7d:index";

    public static RedisKey WeekCounts { get; } = "{stats}:7d:counts";

    /// <summary>Sorted set of tracks by plays that double in weight every half-life.</summary>
    public static RedisKey Trending { get; } = "{stats}:trending";

    /// <summary>String: the hour at which a play has weight 1.</summary>
    public static RedisKey TrendingLandmark { get; } = "{stats}:trending:landmark";

    /// <summary>
    /// Sorted set of tracks by most listeners of the day; the empty member is the total.
    /// </summary>
    public static RedisKey Peaks { get; } = "{stats}:peaks";

    /// <summary>String: the day that <see cref="Peaks"/> is of.</summary>
    public static RedisKey PeaksDay { get; } = "{stats}:peaks:day";

    /// <summary>Set of deleted tracks.</summary>
    public static RedisKey Deleted { get; } = "{stats}:deleted";

    /// <summary>Hash: what no flush has taken yet.</summary>
    public static RedisKey Delta { get; } = "{stats}:delta";

    public static RedisKey DeltaSessions { get; } = "{stats}:delta:sessions";

    public static RedisKey DeltaOffsets { get; } = "{stats}:delta:offsets";

    /// <summary>Hash: id and predecessor of the flush under way; its content follows.</summary>
    public static RedisKey Batch { get; } = "{stats}:batch";

    public static RedisKey BatchDelta { get; } = "{stats}:batch:delta";

    public static RedisKey BatchSessions { get; } = "{stats}:batch:sessions";

    public static RedisKey BatchOffsets { get; } = "{stats}:batch:offsets";

    /// <summary>String: who is rebuilding.</summary>
    public static RedisKey Rebuild { get; } = "{stats}:rebuild";

    public static RedisKey[] All { get; } =
    [
        Head, Offsets, Sessions, Live, Listeners, Plays, Totals, Day, DayIndex, DayCounts,
        Week, WeekIndex, WeekCounts, Trending, TrendingLandmark, Peaks, PeaksDay, Deleted,
        Delta, DeltaSessions, DeltaOffsets, Batch, BatchDelta, BatchSessions, BatchOffsets,
        Rebuild,
    ];
}
