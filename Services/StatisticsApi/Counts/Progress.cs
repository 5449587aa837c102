using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>How far a partition is counted.</summary>
/// <param name="NextOffset">The first record that is not counted yet.</param>
/// <param name="WatermarkMs">The newest event time, in milliseconds since 1970 (UTC).</param>
/// <param name="Stored">The value as stored, which the next batch must find unchanged.</param>
internal readonly record struct Progress(long NextOffset, long WatermarkMs, RedisValue Stored)
{
    public static Progress Parse(RedisValue stored)
    {
        if (stored.IsNullOrEmpty) return new Progress(0, 0, RedisValue.EmptyString);
        var parts = ((string)stored!).Split(' ');
        return new Progress(long.Parse(parts[0]), long.Parse(parts[1]), stored);
    }

    public static Progress At(long nextOffset, long watermarkMs) =>
        new(nextOffset, watermarkMs, $"{nextOffset} {watermarkMs}");
}
