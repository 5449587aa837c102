using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Testing;
using Microsoft.Playwright;

[assembly: Xunit.AssemblyFixture(typeof(AudioStreaming.Browser.Tests.BrowserProduct))]

namespace AudioStreaming.Browser.Tests;

/// <summary>One product with two playable tracks, and one Chromium, for all tests here.</summary>
public sealed class BrowserProduct : IAsyncLifetime
{
    private readonly ChromiumFixture _chromium = new();
    private readonly ProductFixture _product = new();

    public Uri Address => _product.BaseAddress;

    /// <summary>Lasts long enough for every test.</summary>
    public string LongTrack { get; private set; } = "";

    public string ShortTrack { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(
            _chromium.InitializeAsync().AsTask(), _product.InitializeAsync().AsTask());
        LongTrack = await UploadAsync("Long Road", await TestAudio.Mp3Async(300));
        ShortTrack = await UploadAsync("Short Walk", await TestAudio.FlacAsync(8));
        foreach (var track in new[] { LongTrack, ShortTrack })
            await Eventually.TrueAsync(
                () => IsReadyAsync(track), $"track {track} must become playable",
                TimeSpan.FromMinutes(3));
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await _product.DisposeAsync();
    }

    /// <summary>A browser of its own: no storage, no cache, no service worker in common.</summary>
    public async Task<Visit> VisitAsync(string path, BrowserNewContextOptions? options = null)
    {
        var context = await _chromium.Browser.NewContextAsync(options ?? new());
        var visit = new Visit(context, await context.NewPageAsync(), Address);
        await visit.GoAsync(path);
        return visit;
    }

    private async Task<string> UploadAsync(string title, string file)
    {
        await using var audio = File.OpenRead(file);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("The Walkers"), "artist" },
            { new StringContent(title), "title" },
            { new StreamContent(audio), "file", Path.GetFileName(file) },
        };
        using var answer = await _product.Client.PostAsync("/upload", form);
        answer.EnsureSuccessStatusCode();
        var uploaded = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return uploaded.GetProperty("track_id").GetString()!;
    }

    private async Task<bool> IsReadyAsync(string track)
    {
        var answer = await _product.Client.GetFromJsonAsync<JsonElement>($"/tracks/{track}");
        return answer.GetProperty("status").GetString() == "ready";
    }
}
