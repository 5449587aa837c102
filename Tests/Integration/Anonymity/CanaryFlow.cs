using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AudioStreaming.Testing;
using AudioStreaming.Testing.Anonymity;
using static AudioStreaming.Testing.Anonymity.Canaries;

namespace AudioStreaming.Integration.Tests.Anonymity;

/// <summary>All that can be asked of the product, and much that it refuses.</summary>
internal sealed class CanaryFlow(CanaryBrowser browser)
{
    private readonly ProductClient _product = new(browser.Client);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => browser.Client;

    public Task<JsonElement> UploadAsync(string file, string title) =>
        _product.UploadAsync(file, "artist", title, Cancellation);

    /// <summary>Waits until it is ready, and corrects its title; returns its id.</summary>
    public async Task<string> CorrectAsync(JsonElement upload, string title)
    {
        var track = upload.GetProperty("track_id").GetString()!;
        await _product.ReadyAsync(track);
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/tracks/{track}")
        {
            Content = JsonContent.Create(new { title }),
        };
        change.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", upload.GetProperty("manage_token").GetString());
        using var changed = await Http.SendAsync(change, Cancellation);
        Assert.True(changed.IsSuccessStatusCode);
        return track;
    }

    /// <summary>Opens a session and keeps it alive; returns its token.</summary>
    public async Task<string> ListenAsync(string track)
    {
        var play = await _product.PostAsync($"/play/{track}", null, Cancellation);
        var playlist = play.GetProperty("playlist_url").GetString()!;
        foreach (var path in new[] { playlist, $"{playlist}?{Marker}" })
            await Http.GetStringAsync(path, Cancellation);
        var token = play.GetProperty("user_session").GetString()!;
        foreach (var state in new[] { "playing", "paused", "playing" })
            await _product.PostAsync(
                "/ping",
                new { track_id = track, user_session = token, state, position_seconds = 1.5 },
                Cancellation);
        return token;
    }

    public async Task StopAsync(string track, string token)
    {
        var body = new { track_id = track, user_session = token };
        await _product.PostAsync("/stop", body, Cancellation);
        using var late = await Http.PostAsJsonAsync("/ping", body, Cancellation);
    }

    public async Task LookAroundAsync(string track)
    {
        foreach (var path in new[]
        {
            "/", $"/?utm={Marker}", $"/t/{track}", $"/embed/{track}", "/health",
            "/tracks?status=all", $"/tracks?q={Marker}", $"/api/tracks/{track}", "/stats",
            "/stats/live", "/stats/charts/24h", $"/stats/tracks/{track}/series", "/stats/series",
            $"/oembed?url=http://x/t/{track}",
        })
            await GetAsync(path);
        foreach (var stream in new[] { "/stats/stream", "/tracks/stream" })
            await ReadEventAsync(stream);
        var download = await _product.GetAsync($"/download/{track}", Cancellation);
        var url = download.GetProperty("download_url").GetString()!;
        await GetAsync(url, request => request.Headers.Range = new RangeHeaderValue(0, 9));
        await GetAsync(url, request => request.Headers.Range = new(int.MaxValue, null));
        await GetAsync(
            $"/media/{track}/1/master.m3u8",
            request => request.Headers.TryAddWithoutValidation("If-None-Match", "*"));
    }

    public async Task BeRefusedAsync(string track, string token)
    {
        foreach (var path in new[]
        {
            $"/tracks/{Marker}", $"/tracks?cursor={Marker}", $"/play/{Marker}", $"/t/{Marker}",
            $"/media/{track}/1/{Marker}.m4s", $"/media/{Marker}/1/a.m4s", $"/download/{Marker}",
            $"/stats/charts/{Marker}", $"/stats/tracks/{Marker}", $"/{Marker}", $"/api/{Marker}",
            $"/tracking/{Marker}", $"/assets/{Marker}.js", $"/tracks/%00{Marker}",
        })
            await GetAsync(path);
        var refused = new (HttpMethod Method, string Path, string Body)[]
        {
            (HttpMethod.Post, "/ping", $"{{\"{Marker}\""),
            (HttpMethod.Post, "/ping", Session(track, $"{Marker}-token")),
            (HttpMethod.Post, "/stop", Session(track, token[..^8] + "AAAAAAAA")),
            (HttpMethod.Post, "/ping", Session(Guid.CreateVersion7().ToString(), token)),
            (HttpMethod.Post, "/ping", Session(track, token + new string('x', 10_000) + Marker)),
            (HttpMethod.Put, "/ping", Marker),
            (HttpMethod.Delete, $"/tracks/{track}", ""),
            (HttpMethod.Patch, $"/tracks/{track}", $"{{\"title\":\"{Marker}\"}}"),
            (HttpMethod.Post, "/upload", $"{{\"artist\":\"{Marker}\"}}"),
        };
        foreach (var (method, path, body) in refused)
            await SendAsync(method, path, new StringContent(body, Encoding.UTF8, "text/plain"));
        await UploadBadlyAsync("text.mp3", Encoding.UTF8.GetBytes($"{Marker} is no music"));
        await UploadBadlyAsync("large.mp3", new byte[WatchedProduct.MaxUpload + 1000]);
        await UploadBadlyAsync("cut.wav", "RIFF    WAVEfmt "u8.ToArray());
        await UploadBadlyAsync(null, []);
        foreach (var request in Malformed()) await browser.SendRawAsync(request, Cancellation);
        await Eventually.TrueAsync(
            async () =>
            {
                await GetAsync("/play/none");
                return browser.Statuses.Contains(429);
            },
            "nothing is limited");
    }

    private static string Session(string track, string token) =>
        JsonSerializer.Serialize(new { track_id = track, user_session = token });

    private static IEnumerable<string> Malformed() =>
    [
        $"GET /{Marker} HTTP/9.9\r\nHost: x\r\n\r\n",
        $"GET {Marker} HTTP/1.1\r\nHost: x\r\n\r\n",
        $"G@T /{Marker} HTTP/1.1\r\nHost: x\r\n\r\n",
        $"GET /{Marker} HTTP/1.1\r\nUser-Agent: {Agent}\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: x\r\nUser-Agent {Agent}\r\n\r\n",
        $"GET / HTTP/1.1\r\nHost: x\r\nReferer: {Marker}{new string('x', 40_000)}\r\n\r\n",
        $"GET /{new string('x', 10_000)}{Marker} HTTP/1.1\r\nHost: x\r\n\r\n",
        $"POST /ping HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{Marker}\r\n\r\n",
        $"POST /ping HTTP/1.1\r\nHost: x\r\nContent-Length: {Marker}\r\n\r\n",
        $"PRI * HTTP/2.0\r\n\r\n{Marker}\r\n\r\n",
    ];

    private Task GetAsync(string path, Action<HttpRequestMessage>? prepare = null) =>
        SendAsync(HttpMethod.Get, path, null, prepare);

    private async Task SendAsync(
        HttpMethod method, string path, HttpContent? content,
        Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        prepare?.Invoke(request);
        using var answer = await Http.SendAsync(request, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.False((int)answer.StatusCode is 500, $"{method} {path}: {text}");
    }

    private async Task ReadEventAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{Marker}-event");
        using var answer = await Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task UploadBadlyAsync(string? name, byte[] content)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent("refused artist"), "artist" },
            { new StringContent("refused title"), "title" },
        };
        if (name is not null) form.Add(new ByteArrayContent(content), "file", name);
        await SendAsync(HttpMethod.Post, "/upload", form);
    }
}
