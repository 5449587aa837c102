using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests.Delivery;

/// <summary>Playlists: compressed, and only final ones kept.</summary>
public sealed class PlaylistTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private static readonly string Text =
        "#EXTM3U\n" + string.Concat(Enumerable.Repeat("#EXTINF:6.00000,\nsegment.m4s\n", 100));

    private PlaybackWorld _world = null!;
    private PlaybackReplica _replica = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PlaybackWorld.CreateAsync(infrastructure);
        _replica = await _world.StartAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task Playlist_IsCompressedAsAccepted(string? accepted, string? encoding)
    {
        var track = await AddAsync("ready", Text);
        using var response = await GetAsync(track, accepted);

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(
            "application/vnd.apple.mpegurl", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.True(response.Headers.CacheControl!.Public);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(Text, await DecodeAsync(response));
        if (encoding is not null)
            Assert.InRange(response.Content.Headers.ContentLength!.Value, 1, Text.Length / 5);

        using var again = await GetAsync(track, accepted, response.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Playlist_InAnotherEncoding_IsAnotherEntity()
    {
        var track = await AddAsync("ready", Text);
        using var plain = await GetAsync(track, null);
        using var gzip = await GetAsync(track, "gzip");
        using var brotli = await GetAsync(track, "br");
        Assert.Equal(
            3,
            new[] { plain, gzip, brotli }.Select(r => r.Headers.ETag!.Tag).Distinct().Count());
    }

    [Fact]
    public async Task Playlist_OfATrackInWork_IsAskedForAgainAndGrows()
    {
        var track = await AddAsync("processing", Text);
        using var first = await GetAsync(track, "br");
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        using var same = await GetAsync(track, "br", first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        await _world.AddObjectAsync(Key(track), Encoding.UTF8.GetBytes(Text + "#EXTINF:6,\n"));
        using var grown = await GetAsync(track, "br", first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, grown.StatusCode);
        Assert.Equal(Text + "#EXTINF:6,\n", await DecodeAsync(grown));
    }

    [Fact]
    public async Task Media_WithTheDatabaseAway_GoOn()
    {
        await using var own = new InfrastructureFixture();
        await own.InitializeAsync();
        await using var world = await PlaybackWorld.CreateAsync(own);
        var replica = await world.StartAsync();
        var track = await world.AddTrackAsync();
        await world.AddObjectAsync(Key(track), Encoding.UTF8.GetBytes(Text));
        using var before = await replica.Client.GetAsync(Path(track), Cancellation);
        await own.Postgres.StopAsync();
        using var after = await replica.Client.GetAsync(Path(track), Cancellation);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        using var unknown = await replica.Client.GetAsync(
            Path(TrackId.New(TimeProvider.System)), Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unknown.StatusCode);
    }

    [Fact]
    public async Task Play_WithAPublicBaseUrl_SendsPlayersThere()
    {
        var replica = await _world.StartAsync(
            ("Delivery:PublicBaseUrl", "https://cdn.example/music/"));
        var track = await _world.AddTrackAsync();
        var answer = await replica.Client.GetStringAsync($"/play/{track}", Cancellation);
        Assert.Contains($"https://cdn.example/music/hls/{track}/1/master.m3u8", answer);
    }

    private static string Key(TrackId track) => ObjectKeys.Hls(track, 1) + "master.m3u8";

    private static string Path(TrackId track) => $"/media/{track}/1/master.m3u8";

    private async Task<TrackId> AddAsync(string status, string text)
    {
        var track = await _world.AddTrackAsync(status);
        await _world.AddObjectAsync(Key(track), Encoding.UTF8.GetBytes(text));
        return track;
    }

    private async Task<HttpResponseMessage> GetAsync(
        TrackId track, string? accepted, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(track));
        if (accepted is not null) request.Headers.Add("Accept-Encoding", accepted);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await _replica.Client.SendAsync(request, Cancellation);
    }

    private static async Task<string> DecodeAsync(HttpResponseMessage response)
    {
        var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        await using var decoded = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        using var reader = new StreamReader(decoded);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
