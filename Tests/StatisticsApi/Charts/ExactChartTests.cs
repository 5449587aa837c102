using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Charts;
using AudioStreaming.StatisticsApi.Series;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;
using StackExchange.Redis;
using StackExchange.Redis.Profiling;

namespace AudioStreaming.StatisticsApi.Tests.Charts;

/// <summary>The charts against the list of all plays, added up in the simplest way.</summary>
public sealed class ExactChartTests(InfrastructureFixture infrastructure)
{
    private const int Plays = 400;
    private const double HalfLifeHours = 12;

    private readonly ShiftedTime _time = new();
    private readonly List<(TrackId Track, DateTimeOffset At)> _plays = [];
    private readonly List<TrackId> _tracks =
        [.. Enumerable.Range(0, 6).Select(_ => TrackId.New(TimeProvider.System))];

    [Fact]
    public async Task Charts_OfManyDays_EqualTheLog_AlsoLaterAndAfterARebuild()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment, _time);
        await PlayAsync(environment, new Random(7));
        await environment.FinishedAsync();
        await host.ReadyAsync();

        await HoldAsync(host);
        _time.Advance(TimeSpan.FromHours(5.3));
        await HoldAsync(host);
        await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await HoldAsync(host);
        _time.Advance(TimeSpan.FromDays(3.1));
        await HoldAsync(host);
    }

    /// <summary>However many tracks there are, and however many ask.</summary>
    [Fact]
    public async Task Counts_OfAnyNumberOfTracks_AreReadInOneRoundTrip()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment, _time);
        await host.ReadyAsync();
        var session = new AsyncLocal<ProfilingSession?>();
        host.Get<IConnectionMultiplexer>().RegisterProfiler(() => session.Value);
        for (var tracks = 1; tracks <= 100; tracks *= 10)
        {
            await environment.Log.AddAsync(Enumerable.Range(0, tracks).SelectMany(
                _ => Play(TrackId.New(TimeProvider.System), _time.GetUtcNow())));
            await environment.CountedAsync();
            await host.Get<TrackStats>().ReadAsync(_tracks[0]);

            session.Value = new ProfilingSession();
            await host.Get<BoardReader>().ReadAsync();
            Assert.Single(session.Value.FinishProfiling());
            session.Value = new ProfilingSession();
            await host.Get<TrackStats>().ReadAsync(_tracks[0]);
            Assert.Single(session.Value.FinishProfiling());
            session.Value = null;
        }
    }

    /// <summary>In the order of time, over the last twelve days.</summary>
    private async Task PlayAsync(StatisticsEnvironment environment, Random random)
    {
        var now = _time.GetUtcNow();
        var starts = Enumerable.Range(0, Plays)
            .Select(_ => now - (TimeSpan.FromDays(12) * random.NextDouble())).Order();
        foreach (var at in starts)
        {
            // The sixth track is played much less than the first.
            var track = _tracks[(int)(_tracks.Count * Math.Pow(random.NextDouble(), 2))];
            _plays.Add((track, at));
            await environment.Log.AddAsync(Play(track, at));
        }
    }

    /// <summary>So that it counts at that time.</summary>
    private static PlaybackEvent[] Play(TrackId track, DateTimeOffset at)
    {
        var listener = new Listener(track, at.AddSeconds(-30));
        return [listener.Start(), listener.Stop(30)];
    }

    private async Task HoldAsync(StatisticsHost host)
    {
        await HoldsAsync(host, "24h", at => Minute(at) > Minute(_time.GetUtcNow()) - (24 * 60));
        await HoldsAsync(host, "7d", at => Hour(at) > Hour(_time.GetUtcNow()) - (7 * 24));
        await HoldsAsync(host, "all", _ => true);
        await Eventually.TrueAsync(
            async () =>
            {
                var scores = (await host.GetAsync("/stats/charts/trending")).GetProperty("items")
                    .EnumerateArray().Select(item => item.GetProperty("score").GetDouble());
                return scores.Zip(Scores()).All(
                    pair => Math.Abs(pair.First - pair.Second) < 0.01);
            },
            "trending is what the log says");
    }

    private Task HoldsAsync(
        StatisticsHost host, string chart, Func<DateTimeOffset, bool> isInIt) =>
        Eventually.TrueAsync(
            async () =>
            {
                var shown = await host.ChartAsync(chart);
                var expected = _plays.Where(play => isInIt(play.At)).CountBy(play => play.Track);
                return shown.Select(item => item.Plays)
                        .SequenceEqual(shown.Select(item => item.Plays).OrderDescending())
                    && shown.ToHashSet().SetEquals(
                        expected.Select(count => (count.Key, (long)count.Value)));
            },
            $"{chart} is what the log says");

    private IEnumerable<double> Scores()
    {
        var now = Hour(_time.GetUtcNow());
        return _plays.GroupBy(play => play.Track)
            .Select(track => track.Sum(
                play => Math.Pow(2, (Hour(play.At) - now) / HalfLifeHours)))
            .OrderDescending();
    }

    private static long Minute(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    private static long Hour(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;
}
