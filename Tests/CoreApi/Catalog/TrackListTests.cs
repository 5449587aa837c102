using System.Net;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Tests.Hosting;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.CoreApi.Tests.Catalog;

public sealed class TrackListTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private CoreApiHarness _core = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await CoreApiHarness.StartNewAsync(infrastructure);
        foreach (var (artist, title) in new[]
        {
            ("Hans Zimmer", "Interstellar Theme"), ("Björk", "Jóga"),
            ("Mötley Crüe", "Kickstart My Heart"), ("Кино", "Группа крови"),
            ("The Beatles", "Yesterday"),
        })
            await AddAsync(artist, title, "ready", version: 1);
        await AddAsync("The Beatles", "Let It Be", "pending");
        await AddAsync("The Beatles", "Help!", "processing");
        await AddAsync("The Beatles", "Girl", "processing", version: 3);
        await AddAsync("The Beatles", "Broken", "failed");
        await AddAsync("The Beatles", "Gone", "deleting");
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData("", 5)]
    [InlineData("?status=pending", 1)]
    [InlineData("?status=failed", 1)]
    [InlineData("?status=processing", 2)]
    [InlineData("?status=playable", 6)]
    [InlineData("?status=playable&q=beatles", 2)]
    [InlineData("?status=all", 9)]
    public async Task List_ByStatus_HasThoseAndNeverTheDeleted(string query, int total)
    {
        var page = await _core.GetAsync($"/tracks{query}");
        Assert.Equal(total, page.GetProperty("total").GetInt32());
        Assert.Equal(total, page.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Track_BeingPreparedButPlayable_HasItsPlaylist()
    {
        var page = await _core.GetAsync("/tracks?status=processing&sort=title");
        var (girl, help) = (page.GetProperty("items")[0], page.GetProperty("items")[1]);
        Assert.Equal(
            $"/media/{girl.Text("track_id")}/3/master.m3u8", girl.Text("playlist_url"));
        Assert.False(help.TryGetProperty("playlist_url", out _));
    }

    [Fact]
    public async Task Track_WhereMediaHaveAPublicBaseUrl_IsPlayedFromThere()
    {
        await _core.StartAsync(("Delivery:PublicBaseUrl", "https://cdn.example/music/"));
        var page = await _core.GetAsync("/tracks?status=processing&sort=title");
        var girl = page.GetProperty("items")[0];
        Assert.Equal(
            $"https://cdn.example/music/hls/{girl.Text("track_id")}/3/master.m3u8",
            girl.Text("playlist_url"));
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("title")]
    [InlineData("plays")]
    public async Task Pages_ByCursor_HaveEveryTrackOnceAndInOrder(string sort)
    {
        await using var connection = await _core.Database.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            CREATE SCHEMA IF NOT EXISTS statistics;
            CREATE VIEW statistics.track_totals AS
            SELECT id AS track_id, char_length(title)::bigint AS plays FROM catalog.tracks;
            """);
        List<JsonElement> tracks = [];
        string? cursor = "";
        await Eventually.TrueAsync(async () =>
        {
            (tracks, cursor) = ([], "");
            while (cursor is not null)
            {
                var page = await _core.GetAsync(
                    $"/tracks?status=all&sort={sort}&limit=2&cursor={cursor}");
                tracks.AddRange(page.GetProperty("items").EnumerateArray());
                cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
            }
            return tracks.Any(track => track.GetProperty("plays").GetInt64() > 0);
        }, "plays are not read");

        Assert.Equal(9, tracks.Select(track => track.Text("track_id")).Distinct().Count());
        var ordered = sort switch
        {
            "title" => tracks.OrderBy(track => Fold(track.Text("title")), StringComparer.Ordinal),
            "plays" => tracks.OrderByDescending(track => track.GetProperty("plays").GetInt64()),
            _ => tracks.OrderByDescending(
                track => track.GetProperty("uploaded_at").GetDateTimeOffset()),
        };
        Assert.Equal(
            ordered.Select(track => track.Text("title")),
            tracks.Select(track => track.Text("title")));
    }

    [Theory]
    [InlineData("status=deleting")]
    [InlineData("sort=worst")]
    [InlineData("sort=relevance")]
    [InlineData("limit=0")]
    [InlineData("limit=x")]
    [InlineData("cursor=nonsense")]
    [InlineData(
        "cursor=eyJTb3J0IjoibmV3ZXN0IiwiS2V5IjoieCIsIklkIjoi"
        + "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIn0")]
    public async Task List_OfNonsense_IsABadRequest(string query)
    {
        var response = await _core.Client.GetAsync(
            $"/tracks?{query}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Track_ThatDoesNotExist_IsNotFound()
    {
        var response = await _core.Client.GetAsync(
            $"/tracks/{TrackId.New(TimeProvider.System)}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string Fold(string title) =>
        title.ToLowerInvariant().Replace('ó', 'o');

    private async Task AddAsync(
        string artist, string title, string status, int? version = null)
    {
        await using var connection = await _core.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO catalog.tracks (
              id, artist, title, status, original_filename, original_key, original_format,
              original_size, content_sha256, manage_token_hash, lease_until, hls_key)
            VALUES (
              @id, @artist, @title, @status, 'file', 'raw/none', 'mp3',
              1, sha256('x'), 'x', now() + interval '1 hour',
              'hls/' || @id || '/' || @version || '/master.m3u8')
            """,
            new { id = Guid.CreateVersion7(), artist, title, status, version });
    }
}
