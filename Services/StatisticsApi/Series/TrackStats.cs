using System.Globalization;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.StatisticsApi.Counts;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary>The counts of one track, read from Redis with one call.</summary>
internal sealed class TrackStats(IConnectionMultiplexer redis, TimeProvider time)
{
    private static readonly RedisScript ReadScript = new(typeof(TrackStats), "read-track");

    /// <returns>Null while the counts are being restored; deleted tracks have none.</returns>
    public async Task<(bool Deleted, TrackStatsResponse Stats)?> ReadAsync(TrackId track)
    {
        var result = await ReadScript.RunAsync(
            redis.GetDatabase(),
            [
                StatisticsKeys.Head, StatisticsKeys.Listeners, StatisticsKeys.Peaks,
                StatisticsKeys.PeaksDay, StatisticsKeys.Plays, StatisticsKeys.Totals,
                StatisticsKeys.Day, StatisticsKeys.Week, StatisticsKeys.Deleted,
            ],
            track.ToRedis(), time.GetUtcNow().ToUnixTimeSeconds() / 86_400);
        if (result.IsNull) return null;
        var counts = ((string[])result!)
            .Select(text => (long)double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (counts[7] == 1, new TrackStatsResponse(
            track, counts[0], counts[1], counts[2], counts[3], counts[4] / 1000.0,
            counts[5], counts[6]));
    }
}
