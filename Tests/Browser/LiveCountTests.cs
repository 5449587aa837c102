using System.Text.RegularExpressions;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>
/// What one listener does, another sees; on a product that nobody else listens to.
/// </summary>
public sealed class LiveCountTests(ProductFixture product, ChromiumFixture chromium)
    : IClassFixture<ProductFixture>, IClassFixture<ChromiumFixture>, IAsyncLifetime
{
    private static int _tracks;

    private readonly List<Visit> _visits = [];
    private string _title = "";

    public async ValueTask InitializeAsync()
    {
        _title = $"Common Ground {Interlocked.Increment(ref _tracks)}";
        await Music.AddAsync(product.Client, _title, await TestAudio.Mp3Async(300));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in _visits) await visit.DisposeAsync();
    }

    [Fact]
    public async Task TwoBrowsers_SeeEachOtherComePauseAndGo()
    {
        var one = await VisitAsync(chromium);
        var other = await VisitAsync(chromium);

        await one.PlayFromListAsync(_title);
        await ShowAsync(1, one, other);
        await other.PlayFromListAsync(_title);
        await ShowAsync(2, one, other);

        await one.Page.Keyboard.PressAsync("k");
        await ShowAsync(1, one, other);
        await one.Page.Keyboard.PressAsync("k");
        await ShowAsync(2, one, other);

        await other.GoAsync("/robots.txt");
        await ShowAsync(1, one);
        await one.Page.Keyboard.PressAsync("k");
    }

    [Fact]
    public async Task Restart_OfTheProduct_StopsNeitherTheSoundNorTheCounts()
    {
        var listener = await VisitAsync(chromium);
        var watcher = await VisitAsync(chromium);
        await listener.PlayFromListAsync(_title);
        await listener.HearsAsync(2);
        await ShowAsync(1, listener, watcher);

        var restart = product.RestartInPlaceAsync();
        var position = await listener.PositionAsync();
        await listener.HearsAsync(position + 3);
        await restart;
        await listener.HearsAsync(position + 4);

        // What was shown before could be old; what changes now is not.
        await listener.Page.Keyboard.PressAsync("k");
        await ShowAsync(0, listener, watcher);
        await listener.Page.Keyboard.PressAsync("k");
        await ShowAsync(1, listener, watcher);
        await listener.Page.Keyboard.PressAsync("3");
        await listener.HearsAsync(91);

        // The list was loaded before anybody had played it.
        await Expect(watcher.Page.GetByRole(AriaRole.Listitem)
                .Filter(new() { HasText = _title }).First)
            .ToContainTextAsync("1 play", new() { Timeout = Visit.Patience });
    }

    [Fact]
    public async Task Sleep_EndsTheSession_WakingOpensAnother()
    {
        await using var laptop = new ChromiumFixture();
        await laptop.InitializeAsync();
        var sleeper = await VisitAsync(laptop);
        var watcher = await VisitAsync(chromium);
        await sleeper.PlayFromListAsync(_title);
        await ShowAsync(1, sleeper, watcher);
        var position = await sleeper.PositionAsync();

        var renderers = await RenderersAsync(laptop.Browser);
        Send(Signal.Stop, renderers);
        await ShowAsync(0, watcher);
        Send(Signal.Continue, renderers);

        await ShowAsync(1, sleeper, watcher);
        await sleeper.HearsAsync(position + 2);
        Assert.Equal(2, sleeper.CountOf("POST", "/play/"));
    }

    private async Task<Visit> VisitAsync(ChromiumFixture browser)
    {
        var context = await browser.Browser.NewContextAsync(
            new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        var visit = new Visit(context, await context.NewPageAsync(), product.BaseAddress);
        _visits.Add(visit);
        await visit.GoAsync("/");
        return visit;
    }

    private static async Task ShowAsync(int listeners, params Visit[] visits)
    {
        foreach (var visit in visits)
            await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Listening now" }))
                .ToContainTextAsync(
                    new Regex($@"(^|\D){listeners}\s*listening now"),
                    new() { Timeout = 2 * Visit.Patience });
    }

    private static async Task<int[]> RenderersAsync(IBrowser browser)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("SystemInfo.getProcessInfo");
        return [.. answer!.Value.GetProperty("processInfo").EnumerateArray()
            .Where(process => process.GetProperty("type").GetString() == "renderer")
            .Select(process => process.GetProperty("id").GetInt32())];
    }

    private static void Send(Signal signal, int[] processes)
    {
        foreach (var process in processes) Signals.Send(process, signal);
    }
}
