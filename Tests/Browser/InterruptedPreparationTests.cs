using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.Browser.Tests;

/// <summary>
/// The preparation of a track that is heard already begins anew, and what it had made is gone.
/// </summary>
public sealed class InterruptedPreparationTests(ProductFixture product, ChromiumFixture chromium)
    : IClassFixture<ProductFixture>, IClassFixture<ChromiumFixture>
{
    private const int Minutes = 20;

    [Fact]
    public async Task Listener_HearsOnWhereItWas()
    {
        using var audio = new MemoryStream(await Music.LongMp3Async(Minutes));
        var track = await Music.UploadAsync(product.Client, "Slow Dawn", audio, "dawn.mp3");
        await Eventually.TrueAsync(
            async () => (await FindAsync(track)).TryGetProperty("playlist_url", out _),
            "nothing can be played", TimeSpan.FromMinutes(1));
        var context = await chromium.Browser.NewContextAsync();
        await using var visit = new Visit(
            context, await context.NewPageAsync(), product.BaseAddress);
        await visit.GoAsync($"/t/{track}");
        await visit.Button("Play").First.ClickAsync();
        await visit.HearsAsync(2);
        Assert.Equal("processing", (await FindAsync(track)).GetProperty("status").GetString());

        await product.RestartInPlaceAsync();
        var position = await visit.PositionAsync();
        await Eventually.TrueAsync(
            async () => (await FindAsync(track)).GetProperty("status").GetString() == "ready",
            "the track must become ready", TimeSpan.FromMinutes(3));

        await visit.HearsAsync(position + 2);
        await visit.OffersAsync(Minutes * 60);
        await visit.Page.Keyboard.PressAsync("9");
        await visit.HearsAsync(Minutes * 60 * 9 / 10 + 1);
    }

    private Task<JsonElement> FindAsync(string track) =>
        product.Client.GetFromJsonAsync<JsonElement>($"/tracks/{track}");
}
