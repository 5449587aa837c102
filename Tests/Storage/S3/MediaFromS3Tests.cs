using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace AudioStreaming.Storage.Tests.S3;

/// <summary>A track that was uploaded and converted, played from a real S3 server.</summary>
public sealed class MediaFromS3Tests(ProductOnS3 product)
    : IClassFixture<ProductOnS3>, IAsyncLifetime
{
    private readonly HttpClient _direct = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RadosGateway.Missing is not null, RadosGateway.Missing ?? "");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _direct.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Presentation_ByDefault_IsPassedOnWholeInRangesAndOnConditions()
    {
        using var playback = await product.StartAsync("PlaybackApi");
        var playlist = await PlaylistUrlAsync(playback);
        var segment = await FirstSegmentAsync(playback, playlist);
        var stored = await product.ReadAsync(KeyOf(segment));
        // From the store, then kept, then from memory.
        for (var time = 0; time < 3; time++)
        {
            using var part = await GetAsync(playback, segment, from: 10, to: 29);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(stored[10..30], await part.Content.ReadAsByteArrayAsync(Cancellation));
            using var whole = await GetAsync(playback, segment);
            Assert.Equal(stored, await whole.Content.ReadAsByteArrayAsync(Cancellation));
            Assert.Contains("immutable", string.Join(
                ' ', whole.Headers.NonValidated["Cache-Control"]));
            using var known = await GetAsync(playback, segment, known: whole.Headers.ETag);
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
            using var beyond = await GetAsync(playback, segment, from: stored.Length);
            Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
            using var missing = await GetAsync(playback, segment.Replace(".m4s", "x.m4s"));
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    [Fact]
    public async Task Object_OfManyParts_ComesWholeAndInRangesAcrossThem()
    {
        const int size = 9 << 20;
        var content = new byte[size];
        new Random(7).NextBytes(content);
        using var playback = await product.StartAsync("PlaybackApi");
        var path = (await PlaylistUrlAsync(playback)).Replace("master.m3u8", "large.m4s");
        await product.PutAsync(KeyOf(path), content);

        var parts = new[] { (0, size - 1), (4_194_000, 8_500_000), (size - 5, size) };
        foreach (var (from, to) in parts)
        {
            using var part = await GetAsync(playback, path, from, to);
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(
                content.AsSpan(from, Math.Min(to + 1, size) - from).ToArray(),
                await part.Content.ReadAsByteArrayAsync(Cancellation));
        }
        using var whole = await GetAsync(playback, path);
        Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Segments_ByPresignedUrl_ComeFromTheStoreAndPlaylistsFromHere()
    {
        using var playback = await product.StartAsync(
            "PlaybackApi", ("Delivery:RedirectSegments", "true"));
        var segment = await FirstSegmentAsync(playback, await PlaylistUrlAsync(playback));
        using var answer = await GetAsync(playback, segment);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        // A redirect must not be remembered for longer than it works.
        Assert.InRange(answer.Headers.CacheControl!.MaxAge!.Value.TotalMinutes, 1, 10);
        Assert.DoesNotContain(
            "immutable", string.Join(' ', answer.Headers.NonValidated["Cache-Control"]));

        using var request = new HttpRequestMessage(HttpMethod.Get, answer.Headers.Location);
        request.Headers.Range = new RangeHeaderValue(5, 9);
        using var part = await _direct.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(
            (await product.ReadAsync(KeyOf(segment)))[5..10],
            await part.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Presentation_OfAPublicBucket_ComesAllFromThere()
    {
        await product.MakePublicAsync();
        using var playback = await product.StartAsync(
            "PlaybackApi", ("Delivery:PublicBaseUrl", product.BucketUrl.AbsoluteUri));
        var playlist = await PlaylistUrlAsync(playback);
        Assert.StartsWith(product.BucketUrl.AbsoluteUri, playlist);
        var segment = await FirstSegmentAsync(_direct, playlist);
        using var answer = await GetAsync(_direct, segment, from: 0, to: 3);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("audio/mp4", answer.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task Media_WithTheStoreAway_AreUnavailableForNow()
    {
        using var playback = await product.StartAsync(
            "PlaybackApi",
            ("ConnectionStrings:objects", "Endpoint=http://127.0.0.1:1;AccessKey=a;SecretKey=b"));
        var playlist = await PlaylistUrlAsync(playback);
        foreach (var path in new[] { playlist, playlist.Replace("master.m3u8", "init.mp4") })
        {
            using var answer = await GetAsync(playback, path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.NotEqual(true, answer.Headers.CacheControl?.Public);
        }
    }

    private async Task<string> PlaylistUrlAsync(HttpClient playback) =>
        (await playback.GetFromJsonAsync<JsonElement>($"/play/{product.Track}", Cancellation))
            .GetProperty("playlist_url").GetString()!;

    /// <summary>Follows the playlists as a player does.</summary>
    private static async Task<string> FirstSegmentAsync(HttpClient client, string master)
    {
        var variant = await FirstLineAsync(client, master);
        return await FirstLineAsync(client, variant);
    }

    private static async Task<string> FirstLineAsync(HttpClient client, string playlist)
    {
        var text = await client.GetStringAsync(playlist, Cancellation);
        var name = text.Split('\n').First(line => line.Length > 0 && line[0] != '#').Trim();
        return playlist[..(playlist.LastIndexOf('/') + 1)] + name;
    }

    private static async Task<HttpResponseMessage> GetAsync(
        HttpClient client, string path, long? from = null, long? to = null,
        EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (from is not null) request.Headers.Range = new RangeHeaderValue(from, to);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await client.SendAsync(request, Cancellation);
    }

    private static string KeyOf(string path) => path.Replace("/media/", "hls/");
}
