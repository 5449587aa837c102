using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AudioStreaming.Web.Tests.Pages;

public sealed class TrackPageTests : WebFixture
{
    private const string Id = "01900000-0000-7000-8000-000000000001";
    private const string Page = $"https%3A%2F%2Fmusic.example%2Ft%2F{Id}";

    protected override Dictionary<string, string?> Settings =>
        new() { ["Pages:PublicOrigin"] = "https://music.example" };

    [Fact]
    public async Task TrackPage_DescribesTheTrackToLinkPreviews()
    {
        Answer(new
        {
            track_id = Id,
            artist = "Nina",
            title = "Salt",
            duration_ms = 61_500,
            artwork_url = "/media/a.jpg",
        });

        var page = await Client.GetStringAsync($"/t/{Id}", Cancellation);

        Assert.Contains("property=\"og:title\" content=\"Salt\"", page);
        Assert.Contains($"property=\"og:url\" content=\"https://music.example/t/{Id}\"", page);
        Assert.Contains("\"og:image\" content=\"https://music.example/media/a.jpg\"", page);
        Assert.Contains("property=\"music:duration\" content=\"61\"", page);
        Assert.Contains("application/json+oembed", page);
        Assert.Contains("client", page);
    }

    [Fact]
    public async Task TrackPage_WithACoverOnACdn_ShowsItFromThere()
    {
        const string Cover = "https://cdn.example/art/a.jpg";
        Answer(new { track_id = Id, artist = "Nina", title = "Salt", artwork_url = Cover });

        var page = await Client.GetStringAsync($"/t/{Id}", Cancellation);

        Assert.Contains($"\"og:image\" content=\"{Cover}\"", page);
    }

    [Fact]
    public async Task TrackPage_NeverTakesATitleForHtml()
    {
        const string Hostile = "\"></head><script>x</script><img src=x>";
        Answer(new { track_id = Id, artist = Hostile, title = Hostile });

        var page = await Client.GetStringAsync($"/t/{Id}", Cancellation);

        Assert.DoesNotContain("<script>", page);
        Assert.DoesNotContain("<img", page);
    }

    [Theory]
    [InlineData("/t/not-an-id")]
    [InlineData($"/t/{Id}")]
    public async Task TrackPage_OfNoTrack_Is404WithTheClient(string path)
    {
        Core.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };

        using var answer = await Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("client", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task TrackPage_WhileTheCatalogIsAway_IsThereWithoutPreview()
    {
        await Core.StopAsync();

        using var answer = await Client.GetAsync($"/t/{Id}", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task TrackPage_WhileTheCatalogHangs_IsThereWithoutPreviewSoon()
    {
        Core.Answer = StubService.Hangs;
        var begun = Stopwatch.GetTimestamp();

        using var answer = await Client.GetAsync($"/t/{Id}", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // 2 s, and what a loaded machine adds.
        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(4));
        Assert.InRange(Core.Seen.Count, 1, 2);
    }

    [Fact]
    public async Task Oembed_GivesThePlayerOfAPage()
    {
        Answer(new { track_id = Id, artist = "Nina", title = "Salt" });

        var text = await Client.GetStringAsync(
            $"/oembed?format=json&maxwidth=300&url={Page}", Cancellation);

        var answer = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("rich", answer.GetProperty("type").GetString());
        Assert.Equal(300, answer.GetProperty("width").GetInt32());
        Assert.Contains(
            $"https://music.example/embed/{Id}", answer.GetProperty("html").GetString());
    }

    [Theory]
    [InlineData($"url=https%3A%2F%2Felsewhere.example%2Ft%2F{Id}", HttpStatusCode.NotFound)]
    [InlineData("url=nonsense", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.NotFound)]
    [InlineData($"format=xml&url={Page}", HttpStatusCode.NotImplemented)]
    public async Task Oembed_OfAnythingElse_IsRefused(string query, HttpStatusCode status)
    {
        using var answer = await Client.GetAsync($"/oembed?{query}", Cancellation);

        Assert.Equal(status, answer.StatusCode);
    }

    private void Answer(object track) =>
        Core.Answer = context => context.Response.WriteAsJsonAsync(track, context.RequestAborted);
}
