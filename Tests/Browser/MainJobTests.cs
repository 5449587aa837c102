using System.Diagnostics;
using AudioStreaming.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>The main job as a person does it: upload, hear it, see that somebody listens.</summary>
public sealed class MainJobTests(ChromiumFixture chromium)
    : IClassFixture<ChromiumFixture>, IAsyncLifetime
{
    private const float Patience = 60_000;

    private readonly TestDirectory _music = new();
    // Sessions outlast the test: only a page that says it leaves is seen to leave.
    private readonly ProductFixture _product = new()
    {
        Settings = new Dictionary<string, string?> { ["Playback:Ttl"] = "00:10:00" },
    };

    public ValueTask InitializeAsync() => _product.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _music.Dispose();
    }

    [Fact]
    public async Task UploadedTrack_PlayedOnOnePage_IsCountedOnAnother()
    {
        var listener = await OpenAsync("/upload");
        var watcher = await OpenAsync("/");

        await UploadAsync(listener, await MusicAsync());
        await listener.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true })
            .First.ClickAsync();
        await AudioAdvancesAsync(listener);
        await ShowsListenersAsync(watcher, 1);

        await listener.CloseAsync(new() { RunBeforeUnload = true });
        await ShowsListenersAsync(watcher, 0);
    }

    private static async Task UploadAsync(IPage page, string file)
    {
        await page.GetByLabel("Audio files").SetInputFilesAsync(file);
        await page.GetByLabel("Title").FillAsync("Interstellar Theme");
        await page.GetByLabel("Artist").FillAsync("Hans Zimmer");
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload", Exact = true })
            .ClickAsync();
        await Expect(page.GetByText("Ready to play"))
            .ToBeVisibleAsync(new() { Timeout = Patience });
    }

    private static async Task AudioAdvancesAsync(IPage page)
    {
        var position = page.GetByRole(AriaRole.Slider, new() { Name = "Seek" });
        await Expect(position).ToHaveAttributeAsync(
            "aria-valuenow", new System.Text.RegularExpressions.Regex("^([2-9]|[1-9][0-9]+)$"),
            new() { Timeout = Patience });
    }

    private static Task ShowsListenersAsync(IPage page, int listeners) =>
        Expect(page.GetByRole(AriaRole.Region, new() { Name = "Listening now" }))
            .ToContainTextAsync(
                new System.Text.RegularExpressions.Regex($@"(^|\D){listeners}\s*listening now"),
                new() { Timeout = Patience });

    private async Task<IPage> OpenAsync(string path)
    {
        var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_product.BaseAddress, path).ToString());
        return page;
    }

    private async Task<string> MusicAsync()
    {
        var source = Directory.EnumerateFiles("/usr/share/asterisk/moh", "*.wav").Order().First();
        var file = Path.Combine(_music.Path, "theme.mp3");
        using var ffmpeg = Process.Start(
            "ffmpeg", ["-v", "error", "-nostdin", "-t", "40", "-i", source, "-ar", "44100", file]);
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
        return file;
    }
}
