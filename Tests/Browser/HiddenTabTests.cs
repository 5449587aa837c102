using Microsoft.Playwright;

namespace AudioStreaming.Browser.Tests;

/// <summary>Music in a tab that is not looked at.</summary>
public sealed class HiddenTabTests(BrowserProduct product)
{
    // Headless Chromium shows every tab; the page cannot tell this from being covered.
    private const string SetHidden =
        """
        hidden => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """;

    [Fact]
    public async Task HiddenTab_PlaysOnAndSaysSo_ButGivesItsStreamsBackUntilItIsSeen()
    {
        await using var visit = await product.VisitAsync($"/t/{product.LongTrack}");
        await visit.Button("Play").First.ClickAsync();
        await visit.HearsAsync(1);

        await visit.Page.EvaluateAsync(SetHidden, true);
        await visit.Page.WaitForRequestAsync(IsPing, new() { Timeout = Visit.Patience });
        await visit.Page.WaitForRequestAsync(IsPing, new() { Timeout = Visit.Patience });
        await visit.HearsAsync(await visit.PositionAsync() + 1);
        await visit.Page.RunAndWaitForRequestAsync(
            () => visit.Page.EvaluateAsync(SetHidden, false),
            request => request.Url.EndsWith("/stats/stream", StringComparison.Ordinal),
            new() { Timeout = Visit.Patience });

        Assert.Equal(1, visit.CountOf("POST", "/play/"));
    }

    private static bool IsPing(IRequest request) =>
        request.Url.EndsWith("/ping", StringComparison.Ordinal)
        && request.PostData!.Contains("playing", StringComparison.Ordinal);
}
