using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.StatisticsApi.Charts;
using AudioStreaming.StatisticsApi.Ingest;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Live;

/// <summary>What the passing of time alone changes: windows slide, silent sessions end. Any replica
/// may do it at any time, and together they do it once.</summary>
internal sealed class CountAging(
    IConnectionMultiplexer redis, TimeProvider time, IOptions<IngestOptions> ingest,
    IOptions<ChartOptions> charts)
{
    private const int PageSize = 1_000;
    private const int MaxHalfLives = 200;

    private static readonly RedisScript ExpireScript = new(typeof(CountAging), "expire-live");
    private static readonly RedisScript SlideScript = new(typeof(Board), "slide");
    private static readonly RedisScript RenormalizeScript = new(typeof(Board), "renormalize");

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var liveAfter = (now - ingest.Value.LiveGrace).ToUnixTimeMilliseconds();
        await RepeatAsync(
            ExpireScript,
            [StatisticsKeys.Head, StatisticsKeys.Live, StatisticsKeys.Listeners], liveAfter,
            cancellationToken);
        foreach (var window in ChartWindow.All)
        {
            await RepeatAsync(
                SlideScript,
                [StatisticsKeys.Head, window.Key, window.Index, window.Counts],
                window.LastGone(now),
                cancellationToken);
        }
        await RenormalizeScript.RunAsync(
            redis.GetDatabase(),
            [StatisticsKeys.Head, StatisticsKeys.Trending, StatisticsKeys.TrendingLandmark],
            now.ToUnixTimeSeconds() / 3600, charts.Value.TrendingHalfLife.TotalHours, MaxHalfLives);
    }

    private async Task RepeatAsync(
        RedisScript script, RedisKey[] keys, long limit, CancellationToken cancellationToken)
    {
        while ((int)await script.RunAsync(redis.GetDatabase(), keys, limit, PageSize) == PageSize)
            cancellationToken.ThrowIfCancellationRequested();
    }
}
