using AudioStreaming.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>From a file to a track, corrected and removed by the one who has its link.</summary>
public sealed class UploadTests(BrowserProduct product)
{
    [Fact]
    public async Task ManageLink_CorrectsAndRemovesTheTrack_ForEverybodyAtOnce()
    {
        await using var owner = await product.VisitAsync("/upload");
        await using var other = await product.VisitAsync("/");
        await owner.Page.GetByLabel("Audio files")
            .SetInputFilesAsync(await TestAudio.WavAsync(3));
        await owner.Page.GetByLabel("Title").FillAsync("Mistyped");
        await owner.Page.GetByLabel("Artist").FillAsync("The Walkers");
        await owner.Button("Upload").ClickAsync();
        var link = await owner.Page
            .GetByRole(AriaRole.Textbox, new() { Name = "Manage link" }).InputValueAsync();
        await ShowsAsync(owner.Page.GetByText("Ready to play"));
        await ShowsAsync(TitleOn(other, "Mistyped"));

        await owner.Page.GotoAsync(link);
        await using var late = await product.VisitAsync(new Uri(link).PathAndQuery);
        await late.Page.GotoAsync(link);
        await late.Page.GetByLabel("Title").FillAsync("Typed Late");
        await owner.Page.GetByLabel("Title").FillAsync("Well Typed");
        await owner.Button("Save").ClickAsync();
        await ShowsAsync(TitleOn(other, "Well Typed"));

        await late.Button("Save").ClickAsync();
        await ShowsAsync(late.Page.GetByText("Meanwhile it was changed to “Well Typed”"));
        await Expect(TitleOn(other, "Well Typed")).ToBeVisibleAsync();
        await late.Button("Save").ClickAsync();
        await ShowsAsync(TitleOn(other, "Typed Late"));

        await owner.Button("Remove this track").ClickAsync();
        await owner.Button("Yes, remove it for good").ClickAsync();
        await ShowsAsync(owner.Page.GetByText("The track is gone"));
        await Expect(TitleOn(other, "Typed Late"))
            .ToBeHiddenAsync(new() { Timeout = Visit.Patience });
    }

    [Fact]
    public async Task File_ThatIsNoAudio_IsRefusedInWords()
    {
        await using var visit = await product.VisitAsync("/upload");
        var files = visit.Page.GetByLabel("Audio files");
        await files.SetInputFilesAsync(new FilePayload
        {
            Name = "Nobody - Notes.mp3",
            MimeType = "audio/mpeg",
            Buffer = "not audio at all"u8.ToArray(),
        });
        await Expect(visit.Page.GetByLabel("Artist")).ToHaveValueAsync("Nobody");
        await visit.Button("Upload").ClickAsync();

        await ShowsAsync(visit.Page.GetByRole(AriaRole.Alert));
        await Expect(visit.Button("Try again")).ToBeVisibleAsync();
    }

    private static Task ShowsAsync(ILocator words) =>
        Expect(words).ToBeVisibleAsync(new() { Timeout = Visit.Patience });

    private static ILocator TitleOn(Visit visit, string title) =>
        visit.Page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true });
}
