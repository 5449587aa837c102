using System.Text;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>A sliding window of plays, made of buckets that leave it one by one.</summary>
/// <param name="Resolution">The buckets' name in PostgreSQL.</param>
/// <param name="Unit">A bucket's length.</param>
/// <param name="Length">How many buckets, the current one included.</param>
/// <param name="Key">Tracks by plays in the window.</param>
/// <param name="Index">Track and bucket, by bucket.</param>
/// <param name="Counts">Track and bucket → plays.</param>
internal sealed record PlayWindow(
    string Resolution, TimeSpan Unit, long Length, RedisKey Key, RedisKey Index, RedisKey Counts)
{
    /// <summary>24 hours, to the minute.</summary>
    public static PlayWindow Day { get; } = new(
        "minute", TimeSpan.FromMinutes(1), 24 * 60,
        StatisticsKeys.Day, StatisticsKeys.DayIndex, StatisticsKeys.DayCounts);

    /// <summary>7 days, to the hour.</summary>
    public static PlayWindow Week { get; } = new(
        "hour", TimeSpan.FromHours(1), 7 * 24,
        StatisticsKeys.Week, StatisticsKeys.WeekIndex, StatisticsKeys.WeekCounts);

    public static IReadOnlyList<PlayWindow> All { get; } = [Day, Week];

    /// <summary>A bucket's number since 1970 (UTC).</summary>
    public long Bucket(DateTime at) => (at - DateTime.UnixEpoch).Ticks / Unit.Ticks;

    public byte[] Digits(DateTime at) => Encoding.ASCII.GetBytes($"{Bucket(at)}");

    /// <summary>The newest bucket that has left the window.</summary>
    public long LastGone(DateTimeOffset now) => Bucket(now.UtcDateTime) - Length;
}
