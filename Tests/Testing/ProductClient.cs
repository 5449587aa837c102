using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace AudioStreaming.Testing;

/// <summary>The product as somebody with curl sees it.</summary>
public sealed class ProductClient(HttpClient http)
{
    public HttpClient Http { get; } = http;

    public async Task<JsonElement> UploadAsync(
        string file, string artist, string title, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(artist), "artist" },
            { new StringContent(title), "title" },
            { content, "file", Path.GetFileName(file) },
        };
        using var response = await Http.PostAsync("/upload", form, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True((int)response.StatusCode == 201, body);
        return JsonDocument.Parse(body).RootElement;
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        Http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    public async Task<JsonElement> PostAsync(
        string path, object? body, CancellationToken cancellationToken)
    {
        using var response = await Http.PostAsJsonAsync(path, body, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Waits until the track can be played in full.</summary>
    public Task ReadyAsync(string trackId) => Eventually.TrueAsync(
        async () =>
        {
            var track = await GetAsync($"/tracks/{trackId}", CancellationToken.None);
            Assert.NotEqual("failed", track.GetProperty("status").GetString());
            return track.GetProperty("status").GetString() == "ready";
        },
        $"track {trackId} becomes ready", TimeSpan.FromMinutes(2));

    /// <summary>One track as <c>/stats</c> lists it; null if it is not there.</summary>
    public async Task<(long Plays, long Online, long Last24Hours)?> StatsAsync(string trackId)
    {
        var stats = await GetAsync("/stats", CancellationToken.None);
        return stats.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("track_id").GetString() == trackId)
            .Select(item => ((long, long, long)?)(
                item.GetProperty("total_plays").GetInt64(),
                item.GetProperty("online_now").GetInt64(),
                item.GetProperty("last_24h").GetInt64()))
            .SingleOrDefault();
    }
}
