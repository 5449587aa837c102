using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>A long track is heard while the rest of it is still being prepared.</summary>
public sealed class ProgressiveTests(BrowserProduct product)
{
    private const int Minutes = 15;

    [Fact]
    public async Task LongTrack_PlaysFromItsBeginning_BeforeItIsReady_AndThenToItsEnd()
    {
        await using var visit = await product.VisitAsync("/upload");
        await using var other = await product.VisitAsync("/");
        await UploadAsync(visit);
        await ShowsAsync(visit.Page.GetByText("It can already be played"));
        await ShowsAsync(other.Page.GetByText("Being prepared, can already be played"));

        await visit.Button("Play").First.ClickAsync();
        await visit.HearsAsync(2);
        Assert.InRange(await visit.PositionAsync(), 2, 30);
        await Expect(visit.Page.GetByText("Ready to play")).ToHaveCountAsync(0);

        await Expect(visit.Page.GetByText("Ready to play"))
            .ToBeVisibleAsync(new() { Timeout = 4 * Visit.Patience });
        await visit.UntilAsync(
            "Number(document.querySelector('[aria-label=Seek]').getAttribute('aria-valuemax'))"
            + $" >= {Minutes * 60 - 1}");
        await visit.SeekBar.PressAsync("End");
        await ShowsAsync(visit.Button("Play again"));
        Assert.Equal(1, visit.CountOf("POST", "/play/"));
    }

    private static async Task UploadAsync(Visit visit)
    {
        await visit.Page.GetByLabel("Audio files").SetInputFilesAsync(new FilePayload
        {
            Name = "The Walkers - Slow Dawn.mp3",
            MimeType = "audio/mpeg",
            Buffer = await Music.LongMp3Async(Minutes),
        });
        await visit.Button("Upload").ClickAsync();
    }

    private static Task ShowsAsync(ILocator words) =>
        Expect(words).ToBeVisibleAsync(new() { Timeout = Visit.Patience });
}
