using AudioStreaming.Contracts;
using AudioStreaming.CoreApi;
using AudioStreaming.ServiceDefaults.Migrations;
using Dapper;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>The catalog as its owner makes it, with tracks of a test.</summary>
internal static class Catalog
{
    public static Task CreateCatalogAsync(this StatisticsEnvironment environment) =>
        SqlMigrations.ApplyAsync(
            environment.Database, typeof(CoreApiSetup).Assembly, "catalog",
            CancellationToken.None);

    public static async Task AddTrackAsync(
        this StatisticsEnvironment environment, TrackId track, string artist = "artist",
        string title = "title", long durationMs = 200_000, int? artworkVersion = null)
    {
        await using var connection = await environment.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO catalog.tracks (
              id, artist, title, original_filename, original_key, original_format,
              original_size, content_sha256, manage_token_hash, status, version, hls_key,
              artwork_key, duration_ms)
            VALUES (
              @id, @artist, @title, 'file.flac', @original, 'flac',
              1, sha256('file'), sha256('token'), 'ready', 1, @hls,
              @artwork, @durationMs)
            """,
            new
            {
                id = track.Value,
                artist,
                title,
                durationMs,
                original = ObjectKeys.Original(track, "flac"),
                hls = ObjectKeys.Hls(track, 1) + "master.m3u8",
                artwork = artworkVersion is { } version ? ObjectKeys.Artwork(track, version) : null,
            });
    }

    public static async Task RemoveTrackAsync(
        this StatisticsEnvironment environment, TrackId track)
    {
        await using var connection = await environment.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "DELETE FROM catalog.tracks WHERE id = @id", new { id = track.Value });
    }
}
