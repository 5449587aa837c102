using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>The player bar, from list to the end of the queue.</summary>
public sealed class PlayerTests(BrowserProduct product)
{
    [Fact]
    public async Task KeyboardAlone_FindsPlaysSeeksAndPauses()
    {
        await using var visit = await product.VisitAsync("/");
        var keyboard = visit.Page.Keyboard;
        await Expect(visit.Page.GetByRole(AriaRole.List, new() { Name = "Tracks" }))
            .ToBeVisibleAsync(new() { Timeout = Visit.Patience });

        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("long roda");
        await Expect(visit.Page.GetByRole(AriaRole.Listitem).First)
            .ToContainTextAsync("Long Road", new() { Timeout = Visit.Patience });
        await TabToAsync(visit.Page, "Play Long Road by The Walkers");
        await keyboard.PressAsync("Enter");
        await visit.HearsAsync(1);

        await keyboard.PressAsync("5");
        await visit.HearsAsync(149);
        await keyboard.PressAsync("k");
        await Expect(visit.Player.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }))
            .ToBeVisibleAsync();

        await keyboard.PressAsync("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" }))
            .ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Track_ThatEnds_IsFollowedByTheNext()
    {
        await using var visit = await product.VisitAsync("/");
        await visit.PlayFromListAsync("Short Walk");
        await Expect(visit.Player).ToContainTextAsync("Short Walk");

        await Expect(visit.Player).ToContainTextAsync(
            "Long Road", new() { Timeout = Visit.Patience });
        await visit.HearsAsync(1);

        // The first session was stopped, the second opened: one play each.
        Assert.Equal(2, visit.CountOf("POST", "/play/"));
        Assert.Equal(1, visit.CountOf("POST", "/stop"));
    }

    [Fact]
    public async Task Queue_CanBeAddedToReorderedAndCleared()
    {
        await using var visit = await product.VisitAsync("/");
        await visit.PlayFromListAsync("Long Road");
        foreach (var place in new[] { "Play next", "Add to queue" })
        {
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "More for Short Walk" })
                .First.ClickAsync();
            await visit.Button(place).ClickAsync();
        }

        await visit.Button("Queue").ClickAsync();
        var queue = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Queue" });
        var rows = queue.GetByRole(AriaRole.Listitem);
        var count = await rows.CountAsync();
        Assert.True(count >= 2);
        await queue.GetByRole(AriaRole.Button, new() { Name = "Move Short Walk down" })
            .First.ClickAsync();
        await queue.GetByRole(AriaRole.Button, new() { Name = "Remove Short Walk from the queue" })
            .First.ClickAsync();

        await Expect(rows).ToHaveCountAsync(count - 1);
    }

    [Fact]
    public async Task Quality_OffersTheRenditions_LosslessOnlyByChoice()
    {
        await using var visit = await product.VisitAsync("/");
        await visit.PlayFromListAsync("Short Walk");
        await visit.Button("Sound").ClickAsync();

        var choice = (string name) =>
            visit.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex($"^{name}") });
        await Expect(choice("Lossless")).Not.ToBeCheckedAsync(new() { Timeout = Visit.Patience });
        await Expect(choice("Auto")).ToBeCheckedAsync();
        Assert.DoesNotContain(visit.Requests, request => request.Url.Contains("flac-"));
    }

    [Fact]
    public async Task Pause_IsToldToTheService_AndSoIsGoingOn()
    {
        await using var visit = await product.VisitAsync($"/t/{product.LongTrack}");
        await visit.Button("Play").First.ClickAsync();
        await visit.HearsAsync(1);

        await visit.Page.RunAndWaitForRequestAsync(
            () => visit.Page.Keyboard.PressAsync("k"), request => IsPing(request, "paused"));
        await visit.Page.RunAndWaitForRequestAsync(
            () => visit.Page.Keyboard.PressAsync("k"), request => IsPing(request, "playing"));

        Assert.Equal(1, visit.CountOf("POST", "/play/"));
    }

    private static bool IsPing(IRequest request, string state) =>
        request.Url.EndsWith("/ping", StringComparison.Ordinal)
        && request.PostData!.Contains(state, StringComparison.Ordinal);

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var step = 0; step < 30; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string?>(
                "document.activeElement?.getAttribute('aria-label')");
            if (focused == name) return;
        }
        Assert.Fail($"'{name}' cannot be reached by Tab.");
    }
}
