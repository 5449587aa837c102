using System.Text.Json;

namespace AudioStreaming.Browser.Tests;

/// <summary>What a visit leaves in the browser: not who it was, not what was heard.</summary>
public sealed class PrivacyTests(BrowserProduct product)
{
    private const string Stored =
        """
        async () => ({
          cookie: document.cookie,
          local: Object.entries(localStorage).flat().join(),
          session: Object.entries(sessionStorage).flat().join(),
          databases: (await indexedDB.databases()).length,
          cached: (await Promise.all((await caches.keys()).map(async name =>
            (await (await caches.open(name)).keys()).map(kept => new URL(kept.url).pathname))))
            .flat(),
        })
        """;

    [Fact]
    public async Task Visit_LeavesSettingsAndTheShell_NothingElse()
    {
        await using var visit = await product.VisitAsync("/");
        await visit.PlayFromListAsync("Long Road");
        await visit.HearsAsync(2);
        await visit.Page.Keyboard.PressAsync("-");
        await visit.UntilAsync("navigator.serviceWorker.controller !== null");
        await visit.GoAsync($"/t/{product.LongTrack}");
        await visit.GoAsync("/statistics");

        var stored = await visit.Page.EvaluateAsync<JsonElement>(Stored);

        Assert.Equal("", stored.GetProperty("cookie").GetString());
        Assert.Equal("", stored.GetProperty("session").GetString());
        Assert.Equal(0, stored.GetProperty("databases").GetInt32());
        Assert.Matches(
            """^settings,\{"theme":"system","volume":0\.\d+,"muted":false,"normalize":true,"""
            + "\"repeat\":\"off\",\"shuffle\":false\\}$",
            stored.GetProperty("local").GetString());
        Assert.All(
            stored.GetProperty("cached").EnumerateArray().Select(path => path.GetString()!),
            path => Assert.Matches("^/($|assets/|icons/|theme.js$|app.webmanifest$)", path));
        Assert.Empty(await visit.Page.Context.CookiesAsync());
    }
}
