using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Durable;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Series;

public sealed class SeriesTests(InfrastructureFixture infrastructure)
{
    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Theory]
    [InlineData("minute")]
    [InlineData("hour")]
    [InlineData("day")]
    public async Task Series_BeforeWithinAndAfterAFlush_IsTheSame(string resolution)
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(
            environment, settings: ("Statistics:Flush:Interval", "1.00:00:00"));
        await ListenAsync(environment);
        await environment.CountedAsync();
        await HoldsAsync(host, resolution, 1);

        var within = (0, 0);
        host.Faults.Reached = async point =>
        {
            if (point == "flush.taken") within.Item1 += await HoldsAsync(host, resolution, 1);
            if (point == "flush.committed") within.Item2 += await HoldsAsync(host, resolution, 1);
        };
        var outcome = await host.Get<FlushPass>().FlushAsync(TestContext.Current.CancellationToken);
        host.Faults.Reached = null;
        Assert.Equal(FlushOutcome.Written, outcome);
        Assert.Equal((1, 1), within);
        await HoldsAsync(host, resolution, 1);

        await ListenAsync(environment);
        await environment.CountedAsync();
        await HoldsAsync(host, resolution, 2);
    }

    private async Task<int> HoldsAsync(StatisticsHost host, string resolution, int listeners)
    {
        foreach (var path in (string[])["/stats/series", $"/stats/tracks/{_track}/series"])
        {
            var series = await host.GetAsync($"{path}?resolution={resolution}&points=5");
            var points = series.GetProperty("points").EnumerateArray().ToList();
            Assert.Equal(5, points.Count);
            Assert.Equal(listeners, points.Sum(point => point.GetProperty("plays").GetInt64()));
            Assert.Equal(listeners, points.Sum(point => point.GetProperty("starts").GetInt64()));
            Assert.Equal(
                listeners * 40.0,
                points.Sum(point => point.GetProperty("listened_seconds").GetDouble()));
            Assert.True(points.Max(point => point.GetProperty("listeners").GetInt64()) >= 1);
        }
        return 1;
    }

    private Task ListenAsync(StatisticsEnvironment environment)
    {
        var listener = new Listener(_track, TimeProvider.System.GetUtcNow().AddSeconds(-40));
        return environment.Log.AddAsync(listener.Start(), listener.Play(20), listener.Play(20));
    }
}
