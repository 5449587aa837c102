using System.Text;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Ingest;

/// <summary>Events that a simple counter would get wrong, through the real log.</summary>
public sealed class RuleTests(InfrastructureFixture infrastructure)
{
    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddMinutes(-2);

    [Fact]
    public async Task RepeatedAndReorderedEvents_ChangeNoTotal()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        var track = TrackId.New(TimeProvider.System);
        var listener = new Listener(track, Start);
        PlaybackEvent[] events =
            [listener.Start(), listener.Play(10), listener.Play(25), listener.Stop(3)];

        foreach (var message in (PlaybackEvent[])[.. events.Reverse(), .. events, .. events])
            await environment.Log.AddAsync(message);

        await environment.FinishedAsync();
        await environment.HoldsAsync();
        Assert.Equal(new Tally(1, 1, 38_000), (await environment.DatabaseTotalsAsync()).Sum);
        Assert.Equal(0, await environment.RedisLiveAsync());
    }

    [Fact]
    public async Task TwoOwnersOfEveryPartition_CountEachEventOnce()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var first = await StatisticsHost.StartAsync(environment);
        await using var second = await StatisticsHost.StartAsync(
            environment, settings: ("Kafka:Consumer:GroupId", "other"));
        var track = TrackId.New(TimeProvider.System);

        for (var i = 0; i < 40; i++)
        {
            var listeners = Enumerable.Range(0, 25).Select(_ => new Listener(track, Start));
            await environment.Log.AddAsync(listeners.SelectMany(listener => (PlaybackEvent[])
                [listener.Start(), listener.Play(20), listener.Play(20), listener.Stop()]));
        }

        await environment.FinishedAsync();
        await environment.HoldsAsync();
    }

    [Fact]
    public async Task UnreadableEvent_GoesToTheDeadTopicWithItsReason_AndTheNextIsCounted()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        var listener = new Listener(TrackId.New(TimeProvider.System), Start);
        var future = new Listener(listener.Track, TimeProvider.System.GetUtcNow().AddDays(2));
        var key = Convert.FromHexString(listener.Id.ToString());

        await environment.Log.AddAsync(Topics.PlaybackEvents, key, "not json"u8.ToArray());
        await environment.Log.AddAsync(Topics.PlaybackEvents, key, "{\"v\":1}"u8.ToArray());
        await environment.Log.AddAsync(future.Start());
        await environment.Log.AddAsync(listener.Start(), listener.Play(30));

        await environment.FinishedAsync();
        Assert.Equal(new Tally(1, 1, 30_000), (await environment.DatabaseTotalsAsync()).Sum);
        var reasons = environment.Log.ReadAll(Topics.Dead(Topics.PlaybackEvents))
            .Select(record => Encoding.UTF8.GetString(
                record.Message.Headers.GetLastBytes("reason")))
            .Order();
        Assert.Equal(
            ["dated in the future", "not a playback event", "not a playback event"], reasons);
    }

    [Fact]
    public async Task Deletion_OfATrackThatTheCatalogueHas_IsADeadLetterAndHidesNothing()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await environment.CreateCatalogAsync();
        await using var host = await StatisticsHost.StartAsync(environment);
        var alive = new Listener(TrackId.New(TimeProvider.System), Start);
        await environment.AddTrackAsync(alive.Track);
        await environment.Log.AddAsync(alive.Start(), alive.Play(30));
        await environment.FinishedAsync();

        await environment.Log.AddAsync(new TrackChanged(
            Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), TrackChanged.CurrentVersion,
            alive.Track, TrackChange.Deleted, 7));

        await Eventually.TrueAsync(
            () => environment.Log.ReadAll(Topics.Dead(Topics.TrackEvents)).Any(letter =>
                letter.Message.Key.SequenceEqual(alive.Track.Value.ToByteArray())),
            "it is a dead letter");
        Assert.Equal(1, await environment.RedisWindowAsync("24h"));
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("24h")).SequenceEqual([(alive.Track, 1)]),
            "the track is in the charts");
    }

    [Fact]
    public async Task DeletedTrack_VanishesFromChartsAndTotals_AlsoAfterARebuild()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await environment.CreateCatalogAsync();
        await using var host = await StatisticsHost.StartAsync(environment);
        var kept = new Listener(TrackId.New(TimeProvider.System), Start);
        var gone = new Listener(TrackId.New(TimeProvider.System), Start);
        await environment.AddTrackAsync(kept.Track);
        await environment.AddTrackAsync(gone.Track);
        await environment.Log.AddAsync(kept.Start(), kept.Play(30), gone.Start(), gone.Play(30));
        var listening = new Listener(gone.Track, TimeProvider.System.GetUtcNow(), ttlMs: 600_000);
        await environment.Log.AddAsync(listening.Start());
        await environment.FinishedAsync();
        Assert.Equal(2, await environment.RedisWindowAsync("24h"));
        await host.ReadyAsync();
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("now")).SequenceEqual([(gone.Track, 1)]),
            "somebody listens to it");

        await environment.RemoveTrackAsync(gone.Track);
        await environment.Log.AddAsync(new TrackChanged(
            Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), TrackChanged.CurrentVersion,
            gone.Track, TrackChange.Deleted, 7));

        await Eventually.TrueAsync(
            async () => await environment.RedisWindowAsync("24h") == 1, "the track is gone");
        foreach (var chart in (string[])["24h", "7d", "all", "trending"])
        {
            await Eventually.TrueAsync(
                async () => (await host.ChartAsync(chart)).SequenceEqual([(kept.Track, 1)]),
                $"it is not in {chart}");
        }
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("now")).Count == 0, "it is not in now");
        Assert.Single((await environment.DatabaseTotalsAsync()).Lines);
        var series = await host.GetAsync("/stats/series?resolution=day&points=2");
        Assert.Equal(2, series.GetProperty("points").EnumerateArray()
            .Sum(point => point.GetProperty("plays").GetInt64()));
        await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await environment.Log.AddAsync(gone.Stop(1));
        await environment.FinishedAsync();
        Assert.Equal(1, await environment.RedisWindowAsync("24h"));
        Assert.Equal(1, await environment.RedisWindowAsync("7d"));
        var answer = await host.Client.GetAsync(
            $"/stats/tracks/{gone.Track}", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }
}
