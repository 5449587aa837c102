using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>The player inside somebody else's page.</summary>
public sealed class EmbedTests(BrowserProduct product)
{
    [Fact]
    public async Task EmbeddedPlayer_PlaysInAForeignPage()
    {
        await using var visit = await product.VisitAsync("/");
        var address = new Uri(product.Address, $"/embed/{product.LongTrack}");
        await visit.Page.GotoAsync("about:blank");
        await visit.Page.SetContentAsync(
            $"<iframe src='{address}' width=480 height=152></iframe>");

        var frame = visit.Page.FrameLocator("iframe");
        await frame.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true })
            .ClickAsync();

        var seekBar = frame.GetByRole(AriaRole.Slider, new() { Name = "Seek" });
        await Expect(seekBar).ToHaveAttributeAsync(
            "aria-valuenow", new Regex("^[1-9]"), new() { Timeout = Visit.Patience });
    }

    [Fact]
    public async Task OtherPages_CannotBeFramed()
    {
        await using var visit = await product.VisitAsync("/");
        await visit.Page.GotoAsync("about:blank");
        await visit.Page.SetContentAsync($"<iframe src='{product.Address}'></iframe>");

        await Expect(visit.Page.FrameLocator("iframe").GetByRole(AriaRole.Heading))
            .ToHaveCountAsync(0);
        Assert.Contains(visit.Complaints, text => text.Contains("frame", StringComparison.Ordinal));
    }
}
