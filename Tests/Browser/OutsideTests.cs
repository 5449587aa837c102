using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>What leaves the page: lock screen and headset, shared links, downloads.</summary>
public sealed class OutsideTests(BrowserProduct product)
{
    private const string KeepHandlers =
        """
        window.keys = {};
        navigator.mediaSession.setActionHandler = (action, handler) => {
          window.keys[action] = handler;
        };
        """;

    [Fact]
    public async Task MediaKeys_ShowTheTrackAndControlIt()
    {
        await using var visit = await product.VisitAsync("/");
        await visit.Page.AddInitScriptAsync(KeepHandlers);
        await visit.GoAsync($"/t/{product.LongTrack}");
        await visit.Button("Play").First.ClickAsync();
        await visit.HearsAsync(1);
        await visit.UntilAsync(
            "navigator.mediaSession.metadata?.title === 'Long Road' "
            + "&& navigator.mediaSession.playbackState === 'playing'");

        await visit.Page.EvaluateAsync("keys.seekto({ action: 'seekto', seekTime: 200 })");
        await visit.HearsAsync(200);
        await visit.Page.EvaluateAsync("keys.pause()");
        await visit.UntilAsync("navigator.mediaSession.playbackState === 'paused'");
        await visit.Page.EvaluateAsync("keys.play()");
        await visit.UntilAsync("navigator.mediaSession.playbackState === 'playing'");
    }

    [Fact]
    public async Task Share_CopiesTheLinkOfTheTrack_WhichOpensIt()
    {
        await using var visit = await product.VisitAsync(
            $"/t/{product.LongTrack}",
            new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await visit.Button("Share").ClickAsync();
        await Expect(visit.Page.GetByText("Link copied.")).ToBeVisibleAsync();
        var link = await visit.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

        await using var friend = await product.VisitAsync(link);
        await Expect(friend.Page.GetByRole(
                AriaRole.Heading, new() { Name = "Long Road", Level = 1 }))
            .ToBeVisibleAsync(new() { Timeout = Visit.Patience });
    }

    [Fact]
    public async Task Download_IsTheOriginalFile_AndLeavesThePlayerAlone()
    {
        await using var visit = await product.VisitAsync($"/t/{product.ShortTrack}");
        var download = await visit.Page.RunAndWaitForDownloadAsync(
            () => visit.Button("Download").ClickAsync(), new() { Timeout = Visit.Patience });

        Assert.EndsWith(".flac", download.SuggestedFilename, StringComparison.Ordinal);
        await using var file = await download.CreateReadStreamAsync();
        var magic = new byte[4];
        await file.ReadExactlyAsync(magic, TestContext.Current.CancellationToken);
        Assert.Equal("fLaC"u8.ToArray(), magic);
        await Expect(visit.Button("Play").First).ToBeVisibleAsync();
    }
}
