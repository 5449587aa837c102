using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Redis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>What the passing of time alone changes: windows slide, silent sessions end. Any replica
/// may do it at any time, and together they do it once.</summary>
internal sealed class CountAging(
    IConnectionMultiplexer redis, TimeProvider time, IOptions<CountsOptions> options,
    PassServices services) : PeriodicPass(Interval, services)
{
    private const int PageSize = 1_000;
    private const int MaxHalfLives = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly RedisScript ExpireScript = new(typeof(CountAging), "expire-live");
    private static readonly RedisScript SlideScript = new(typeof(CountAging), "slide");
    private static readonly RedisScript RenormalizeScript = new(typeof(CountAging), "renormalize");

    /// <returns>How many sessions and buckets have gone.</returns>
    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var liveAfter = (now - options.Value.LiveGrace).ToUnixTimeMilliseconds();
        var gone = await RepeatAsync(
            ExpireScript,
            [StatisticsKeys.Head, StatisticsKeys.Live, StatisticsKeys.Listeners], liveAfter,
            cancellationToken);
        foreach (var window in PlayWindow.All)
        {
            gone += await RepeatAsync(
                SlideScript,
                [StatisticsKeys.Head, window.Key, window.Index, window.Counts],
                window.LastGone(now),
                cancellationToken);
        }
        await RenormalizeScript.RunAsync(
            redis.GetDatabase(),
            [StatisticsKeys.Head, StatisticsKeys.Trending, StatisticsKeys.TrendingLandmark],
            now.ToUnixTimeSeconds() / 3600, options.Value.TrendingHalfLife.TotalHours,
            MaxHalfLives);
        return new PassResult(gone);
    }

    private async Task<int> RepeatAsync(
        RedisScript script, RedisKey[] keys, long limit, CancellationToken cancellationToken)
    {
        for (var gone = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = (int)await script.RunAsync(redis.GetDatabase(), keys, limit, PageSize);
            gone += page;
            if (page < PageSize) return gone;
        }
    }
}
