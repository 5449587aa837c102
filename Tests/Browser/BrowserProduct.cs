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
        LongTrack = await Music.AddAsync(
            _product.Client, "Long Road", await TestAudio.Mp3Async(300));
        ShortTrack = await Music.AddAsync(
            _product.Client, "Short Walk", await TestAudio.FlacAsync(8));
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
}
