using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Ingest;

public sealed class IngestTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Session_StartedPlayedAndStopped_IsLiveThenAPlay()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        var track = TrackId.New(TimeProvider.System);
        var listener = new Listener(track, TimeProvider.System.GetUtcNow().AddSeconds(-5));

        await environment.Log.AddAsync(listener.Start());
        await Eventually.TrueAsync(
            async () => await StatsAsync(host, track) is (1, 0), "the listener is live");
        await environment.Log.AddAsync(listener.Play(31), listener.Stop(2));
        await Eventually.TrueAsync(
            async () => await StatsAsync(host, track) is (0, 1), "the play counts");

        var totals = await host.Client.GetFromJsonAsync<JsonElement>(
            $"/stats/tracks/{track}", TestContext.Current.CancellationToken);
        Assert.Equal(33, totals.GetProperty("listened_seconds").GetDouble());
    }

    private static async Task<(long Online, long Plays)> StatsAsync(
        StatisticsHost host, TrackId track)
    {
        var response = await host.Client.GetAsync("/stats", TestContext.Current.CancellationToken);
        if (!response.IsSuccessStatusCode) return default;
        var stats = await response.Content.ReadFromJsonAsync<JsonElement>(
            TestContext.Current.CancellationToken);
        var item = stats.GetProperty("items").EnumerateArray()
            .FirstOrDefault(item => item.GetProperty("track_id").GetString() == track.ToString());
        return item.ValueKind == JsonValueKind.Undefined
            ? default
            : (item.GetProperty("online_now").GetInt64(),
                item.GetProperty("total_plays").GetInt64());
    }
}
