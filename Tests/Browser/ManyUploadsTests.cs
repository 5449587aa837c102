using System.Text.RegularExpressions;
using AudioStreaming.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AudioStreaming.Browser.Tests;

/// <summary>Several files at once, on a line that is slow and breaks.</summary>
public sealed class ManyUploadsTests(BrowserProduct product)
{
    [Fact]
    public async Task Files_AreNamedByTheirTags_AndAllBecomePlayable()
    {
        await using var visit = await product.VisitAsync("/upload");
        await visit.Page.GetByLabel("Audio files").SetInputFilesAsync(
            [await TaggedAsync("Low Tide"), await TaggedAsync("High Tide")]);
        foreach (var title in new[] { "Low Tide", "High Tide" })
        {
            var card = Card(visit, title);
            await Expect(card.GetByLabel("Title")).ToHaveValueAsync(title);
            await Expect(card.GetByLabel("Artist")).ToHaveValueAsync("The Sailors");
        }

        await visit.Button("Upload all 2").ClickAsync();

        foreach (var title in new[] { "Low Tide", "High Tide" })
            await Expect(Card(visit, title).GetByText("Ready to play"))
                .ToBeVisibleAsync(new() { Timeout = Visit.Patience });
    }

    [Fact]
    public async Task Upload_OnASlowLine_ShowsItsSpeed_IsCanceled_FailsInWords_AndIsTriedAgain()
    {
        await using var visit = await product.VisitAsync("/upload");
        await visit.Page.GetByLabel("Audio files")
            .SetInputFilesAsync(await TestAudio.WavAsync(30));
        await visit.Page.GetByLabel("Title").FillAsync("Patience");
        await visit.Page.GetByLabel("Artist").FillAsync("The Sailors");

        var slow = await SlowDownAsync(visit);
        await visit.Button("Upload").ClickAsync();
        await Expect(Card(visit, "Patience"))
            .ToContainTextAsync(new Regex("of 5.*/s"), new() { Timeout = Visit.Patience });
        await visit.Button("Cancel").ClickAsync();
        await Expect(visit.Button("Upload")).ToBeEnabledAsync();

        await slow.DetachAsync();
        await visit.OfflineAsync(true);
        await visit.Button("Upload").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("Check your connection", new() { Timeout = Visit.Patience });
        await visit.OfflineAsync(false);
        await visit.Button("Try again").ClickAsync();
        await Expect(visit.Page.GetByText("Ready to play"))
            .ToBeVisibleAsync(new() { Timeout = Visit.Patience });
    }

    private static ILocator Card(Visit visit, string title) =>
        visit.Page.GetByRole(AriaRole.Article, new() { Name = title });

    private static Task<string> TaggedAsync(string title) => TestAudio.CreateAsync(
        "mp3", 4, "-c:a", "libmp3lame", "-metadata", $"title={title}",
        "-metadata", "artist=The Sailors");

    /// <returns>What keeps the line slow until it is detached.</returns>
    private static async Task<ICDPSession> SlowDownAsync(Visit visit)
    {
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = 200_000,
        });
        return session;
    }
}
