using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>Sound and counts when the network or a session is lost.</summary>
public sealed class OutageTests(BrowserProduct product)
{
    [Fact]
    public async Task EndedSession_IsOpenedAnew_WhileTheSoundGoesOn()
    {
        await using var visit = await product.VisitAsync($"/t/{product.LongTrack}");
        await visit.Page.RouteAsync("**/ping", route => route.FulfillAsync(new() { Status = 410 }));
        await visit.Button("Play").First.ClickAsync();
        await visit.HearsAsync(1);

        await visit.Page.WaitForRequestAsync(IsPlay, new() { Timeout = Visit.Patience });
        await visit.Page.UnrouteAsync("**/ping");
        var position = await visit.PositionAsync();

        await visit.HearsAsync(position + 2);
    }

    [Fact]
    public async Task ServicesThatAreAway_DoNotStopTheSound()
    {
        await using var visit = await product.VisitAsync($"/t/{product.LongTrack}");
        await visit.Button("Play").First.ClickAsync();
        await visit.HearsAsync(1);

        await visit.OfflineAsync(true);
        var position = await visit.PositionAsync();
        await visit.HearsAsync(position + 5);
        await visit.OfflineAsync(false);
        await visit.Page.Keyboard.PressAsync("9");

        await visit.HearsAsync(271);
    }

    [Fact]
    public async Task Page_WithoutANetwork_OpensAndSaysSo()
    {
        await using var visit = await product.VisitAsync("/");
        await visit.UntilAsync("navigator.serviceWorker.controller !== null");
        await visit.OfflineAsync(true);

        await visit.Page.ReloadAsync();

        await Expect(visit.Page.GetByText("The library cannot be loaded")).ToBeVisibleAsync();
        await visit.OfflineAsync(false);
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Long Road" }).First)
            .ToBeVisibleAsync(new() { Timeout = Visit.Patience });
    }

    private static bool IsPlay(IRequest request) =>
        request.Method == "POST"
        && new Uri(request.Url).AbsolutePath.StartsWith("/play/", StringComparison.Ordinal);
}
