using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Charts;

public sealed class ChartTests(InfrastructureFixture infrastructure)
{
    private readonly List<TrackId> _tracks =
        [.. Enumerable.Range(0, 3).Select(_ => TrackId.New(TimeProvider.System))];

    [Fact]
    public async Task Charts_ShowEachTrackByItsCounts()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        await PlayAsync(environment, _tracks[0], plays: 3, live: 1);
        await PlayAsync(environment, _tracks[1], plays: 1, live: 3);
        await PlayAsync(environment, _tracks[2], plays: 2, live: 0);
        await environment.CountedAsync();
        await host.ReadyAsync();
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("all")).Sum(item => item.Plays) == 6
                && (await host.ChartAsync("now")).Sum(item => item.Plays) == 4,
            "the board shows what is counted");

        foreach (var chart in (string[])["24h", "7d", "all", "trending"])
        {
            Assert.Equal(
                [(_tracks[0], 3), (_tracks[2], 2), (_tracks[1], 1)], await host.ChartAsync(chart));
        }
        Assert.Equal([(_tracks[1], 3), (_tracks[0], 1)], await host.ChartAsync("now"));
        var stats = await host.GetAsync("/stats");
        Assert.Equal(4, stats.GetProperty("listening_now").GetInt64());
        Assert.Equal(3, stats.GetProperty("total").GetInt64());
        Assert.Equal(2, (await host.GetAsync("/stats/charts/all?limit=2"))
            .GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Chart_NamesTracksFromTheCatalog_AndHidesWhatItLacks()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await environment.CreateCatalogAsync();
        await environment.AddTrackAsync(
            _tracks[0], "Hans Zimmer", "Interstellar Theme", artworkVersion: 4);
        await using var host = await StatisticsHost.StartAsync(environment);
        await PlayAsync(environment, _tracks[0], plays: 1, live: 0);
        await PlayAsync(environment, _tracks[1], plays: 2, live: 0);
        await environment.CountedAsync();
        await host.ReadyAsync();
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("all")).Count > 0, "the chart shows a track");

        var item = (await host.GetAsync("/stats/charts/all")).GetProperty("items")
            .EnumerateArray().Single();
        Assert.Equal("Interstellar Theme", item.GetProperty("title").GetString());
        Assert.Equal("Hans Zimmer", item.GetProperty("artist").GetString());
        Assert.Equal(
            $"/media/{_tracks[0]}/4/art/cover-128.jpg",
            item.GetProperty("artwork_small_url").GetString());
    }

    [Theory]
    [InlineData("/stats/charts/yesterday", HttpStatusCode.NotFound)]
    [InlineData("/stats/tracks/nothing", HttpStatusCode.NotFound)]
    [InlineData("/stats/series?resolution=year", HttpStatusCode.BadRequest)]
    [InlineData("/stats/series?points=many", HttpStatusCode.BadRequest)]
    public async Task Request_ForWhatIsNot_IsRefusedWithAReason(string path, HttpStatusCode status)
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(
            TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.NotEmpty(problem.GetProperty("error").GetString()!);
        Assert.NotEmpty(problem.GetProperty("message").GetString()!);
    }

    private static Task PlayAsync(
        StatisticsEnvironment environment, TrackId track, int plays, int live)
    {
        var now = TimeProvider.System.GetUtcNow();
        var played = Enumerable.Range(0, plays)
            .Select(_ => new Listener(track, now.AddSeconds(-31)))
            .SelectMany(listener => (PlaybackEvent[])[listener.Start(), listener.Stop(30)]);
        var listening = Enumerable.Range(0, live).Select(_ => new Listener(track, now).Start());
        return environment.Log.AddAsync(played.Concat(listening));
    }
}
