using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Migrations;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.CoreApi;
using AudioStreaming.Testing;
using Dapper;
using Npgsql;

namespace AudioStreaming.Playback.Bench;

/// <summary>One process of the service with one track, and real servers behind it.</summary>
internal sealed class PlaybackUnderLoad : IAsyncDisposable
{
    private readonly ServiceProcess _process;
    private readonly HttpClient _client;

    private PlaybackUnderLoad(ServiceProcess process, TrackId track, string objects)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = process.BaseAddress };
        (Track, ObjectDirectory) = (track, objects);
    }

    public Uri Address => _process.BaseAddress;

    public int ProcessId => _process.ProcessId;

    public TrackId Track { get; }

    public string ObjectDirectory { get; }

    public static async Task<PlaybackUnderLoad> StartAsync(InfrastructureFixture infrastructure)
    {
        var database = await infrastructure.CreateDatabaseAsync();
        var track = await AddTrackAsync(database);
        var objects = Path.Combine(infrastructure.Directory, "objects");
        Directory.CreateDirectory(objects);
        var process = await ServiceProcess.StartAsync("PlaybackApi", new Dictionary<string, string>
        {
            ["ConnectionStrings:database"] = database,
            ["ConnectionStrings:redis"] = infrastructure.Redis,
            ["ConnectionStrings:kafka"] = infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={objects}",
            ["Playback:SigningKeys:0"] = Convert.ToBase64String(new byte[32]),
            ["Playback:Ttl"] = "00:05:00",
            ["Logging:LogLevel:Default"] = "Warning",
        });
        return new PlaybackUnderLoad(process, track, objects);
    }

    /// <returns>A heartbeat of a session that was opened for it, as sent on the wire.</returns>
    public async Task<byte[]> OpenAsync()
    {
        using var response = await _client.PostAsync($"/play/{Track}", null);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var body = JsonSerializer.Serialize(new
        {
            track_id = Track.ToString(),
            user_session = answer.GetProperty("user_session").GetString(),
            state = "playing",
            position_seconds = 12.5,
        });
        return Encoding.ASCII.GetBytes(
            $"POST /ping HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private static async Task<TrackId> AddTrackAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await SqlMigrations.ApplyAsync(
            source, typeof(CoreApiSetup).Assembly, "catalog", CancellationToken.None);
        var track = TrackId.New(TimeProvider.System);
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO catalog.tracks (
              id, artist, title, original_filename, original_key, original_format, original_size,
              content_sha256, manage_token_hash, status, version, hls_key, duration_ms)
            VALUES (
              @id, 'Artist', 'Title', 'a.mp3', 'raw/a', 'mp3', 1,
              decode(repeat('00', 32), 'hex'), '', 'ready', 1, @hls, 180000)
            """,
            new { id = track.Value, hls = ObjectKeys.Hls(track, 1) + "master.m3u8" });
        return track;
    }
}
