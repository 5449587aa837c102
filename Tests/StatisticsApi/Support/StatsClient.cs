using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>Asks the service as the web front does.</summary>
internal static class StatsClient
{
    public static Task<JsonElement> GetAsync(this StatisticsHost host, string path) =>
        host.Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>The tracks of a chart in their order, with their counts in it.</summary>
    public static async Task<List<(TrackId Track, long Plays)>> ChartAsync(
        this StatisticsHost host, string chart) =>
        [
            .. from item in (await host.GetAsync($"/stats/charts/{chart}"))
                   .GetProperty("items").EnumerateArray()
               select (
                   TrackId.Parse(item.GetProperty("track_id").GetString()!),
                   item.GetProperty(chart == "now" ? "online_now" : "plays").GetInt64()),
        ];

    public static Task ReadyAsync(this StatisticsHost host) => Eventually.TrueAsync(
        async () => (await host.Client.GetAsync("/stats")).IsSuccessStatusCode,
        "the counts are read");
}
