using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Counts;

/// <summary>What time alone changes.</summary>
public sealed class CountAgingTests(InfrastructureFixture infrastructure)
{
    private readonly ShiftedTime _time = new();
    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    /// <summary>Whatever TTL the playback service has: its events tell it.</summary>
    [Theory]
    [InlineData(null, 25)]
    [InlineData(25_000L, 25)]
    [InlineData(60_000L, 60)]
    [InlineData(600_000L, 600)]
    public async Task SilentSession_IsNotLiveForLong(long? ttlMs, double ttlSeconds)
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment, _time);
        await environment.Log.AddAsync(
            new Listener(_track, _time.GetUtcNow(), ttlMs: ttlMs).Start());
        await ListeningAsync(host, 1);

        _time.Advance(TimeSpan.FromSeconds(ttlSeconds / 2));
        await host.Get<CountAging>().RunAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await environment.RedisLiveAsync());
        _time.Advance(TimeSpan.FromSeconds((ttlSeconds / 2) + 5));

        await ListeningAsync(host, 0);
        Assert.Equal(0, await environment.RedisLiveAsync());
    }

    [Fact]
    public async Task Peak_IsTheMostListenersOfTheDay()
    {
        // At noon, so that the day does not end during the test.
        _time.Advance(TimeSpan.FromDays(1.5) - _time.GetUtcNow().TimeOfDay);
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(
            environment, _time);
        var listeners = Enumerable.Range(0, 3)
            .Select(_ => new Listener(_track, _time.GetUtcNow(), ttlMs: 600_000)).ToList();
        await environment.Log.AddAsync(listeners.Select(listener => listener.Start()));
        await ListeningAsync(host, 3);
        await environment.Log.AddAsync(listeners[0].Stop(), listeners[1].Stop());
        await ListeningAsync(host, 1);

        Assert.Equal(3, (await host.GetAsync("/stats")).GetProperty("peak_today").GetInt64());
        var track = await host.GetAsync($"/stats/tracks/{_track}");
        Assert.Equal(3, track.GetProperty("peak_today").GetInt64());
        _time.Advance(TimeSpan.FromDays(1));
        await Eventually.TrueAsync(
            async () => (await host.GetAsync("/stats")).GetProperty("peak_today").GetInt64() == 0,
            "the next day begins without a peak");
    }

    [Fact]
    public Task Play_LeavesTheDayAfter24Hours() =>
        LeavesAsync("24h", TimeSpan.FromHours(24), TimeSpan.FromMinutes(2));

    [Fact]
    public Task Play_LeavesTheWeekAfter7Days() =>
        LeavesAsync("7d", TimeSpan.FromDays(7), TimeSpan.FromHours(2));

    [Fact]
    public async Task Trending_HalvesAPlayAfterEachHalfLife()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment, _time);
        await PlayAsync(environment, _track, 2);
        await ScoreAsync(host, 2);
        _time.Advance(TimeSpan.FromHours(12));
        await ScoreAsync(host, 1);

        var newer = TrackId.New(TimeProvider.System);
        await PlayAsync(environment, newer, 2);
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("trending"))[0].Track == newer,
            "the newer plays weigh more");
        // So long that the weights are brought down again.
        _time.Advance(TimeSpan.FromHours(12 * 201));
        await PlayAsync(environment, _track, 1);
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("trending"))[0].Track == _track,
            "old plays weigh nothing any more");
    }

    private async Task LeavesAsync(string window, TimeSpan length, TimeSpan bucket)
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment, _time);
        var aging = host.Get<CountAging>();
        await PlayAsync(environment, _track, 1);
        await environment.CountedAsync();
        Assert.Equal(1, await environment.RedisWindowAsync(window));

        _time.Advance(length - bucket);
        await aging.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await environment.RedisWindowAsync(window));
        _time.Advance(bucket);
        await aging.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await environment.RedisWindowAsync(window));
        Assert.Equal(1, (await environment.RedisTotalsAsync()).Sum.Plays);
    }

    private Task PlayAsync(StatisticsEnvironment environment, TrackId track, int plays) =>
        environment.Log.AddAsync(Enumerable.Range(0, plays).SelectMany(_ =>
        {
            var listener = new Listener(track, _time.GetUtcNow().AddSeconds(-31));
            return (PlaybackEvent[])[listener.Start(), listener.Stop(30)];
        }));

    private static Task ScoreAsync(StatisticsHost host, double score) => Eventually.TrueAsync(
        async () =>
        {
            if (!(await host.Client.GetAsync("/stats")).IsSuccessStatusCode) return false;
            var items = (await host.GetAsync("/stats/charts/trending")).GetProperty("items");
            var first = items.EnumerateArray().FirstOrDefault();
            return first.ValueKind == JsonValueKind.Object
                && Math.Abs(first.GetProperty("score").GetDouble() - score) <= score * 0.06;
        },
        $"the score is {score}, to the hour");

    private static async Task ListeningAsync(StatisticsHost host, long count)
    {
        await host.ReadyAsync();
        await Eventually.TrueAsync(
            async () =>
                (await host.GetAsync("/stats")).GetProperty("listening_now").GetInt64() == count,
            $"{count} are listening");
    }
}
