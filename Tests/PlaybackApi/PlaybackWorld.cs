using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Migrations;
using AudioStreaming.Contracts;
using AudioStreaming.CoreApi;
using AudioStreaming.Testing;
using Dapper;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Tests;

/// <summary>
/// One test's world: a catalog, an object store, a Redis database and the log, with any number of
/// replicas of the service, in this process or in processes of their own.
/// </summary>
internal sealed class PlaybackWorld : IAsyncDisposable
{
    /// <summary>Any 32 bytes; base64.</summary>
    public const string SigningKey = "c2VjcmV0IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXMgbG9uZyE=";

    private const int RedisDatabases = 16;

    private static int _worlds;

    private readonly List<IAsyncDisposable> _owned = [];
    private readonly NpgsqlDataSource _database;
    private readonly Dictionary<string, string> _settings;

    private PlaybackWorld(
        InfrastructureFixture infrastructure, string database, string objects, int redisDatabase)
    {
        _database = NpgsqlDataSource.Create(database);
        ObjectDirectory = objects;
        RedisDatabase = redisDatabase;
        RedisConnectionString = $"{infrastructure.Redis},defaultDatabase={redisDatabase}";
        Events = new EventLog(infrastructure.Kafka);
        _settings = new()
        {
            ["ConnectionStrings:database"] = database,
            ["ConnectionStrings:redis"] = RedisConnectionString,
            ["ConnectionStrings:kafka"] = infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={objects}",
            ["Playback:SigningKeys:0"] = SigningKey,
        };
    }

    public EventLog Events { get; }

    public string ObjectDirectory { get; }

    public string RedisConnectionString { get; }

    public int RedisDatabase { get; }

    public static async Task<PlaybackWorld> CreateAsync(InfrastructureFixture infrastructure)
    {
        var number = Interlocked.Increment(ref _worlds);
        var objects = Path.Combine(infrastructure.Directory, $"objects-{number}");
        Directory.CreateDirectory(objects);
        var world = new PlaybackWorld(
            infrastructure, await infrastructure.CreateDatabaseAsync(), objects,
            number % RedisDatabases);
        await SqlMigrations.ApplyAsync(
            world._database, typeof(CoreApiSetup).Assembly, "catalog", CancellationToken.None);
        await using var redis = await world.ConnectRedisAsync();
        await redis.GetDatabase().ExecuteAsync("FLUSHDB");
        return world;
    }

    /// <summary>Puts a track into the catalog, with the version 1 of its presentation.</summary>
    public async Task<TrackId> AddTrackAsync(
        string status = "ready", bool playable = true, long? durationMs = 180_000)
    {
        var id = TrackId.New(TimeProvider.System);
        await using var connection = await _database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO catalog.tracks (
              id, artist, title, original_filename, original_key, original_format, original_size,
              content_sha256, manage_token_hash, status, version, hls_key, duration_ms)
            VALUES (
              @id, 'Artist', 'Title', 'a.mp3', @key, 'mp3', 1,
              decode(repeat('00', 32), 'hex'), '', @status, 1, @hls, @durationMs)
            """,
            new
            {
                id = id.Value,
                key = ObjectKeys.Raw(id),
                status,
                hls = playable ? ObjectKeys.Hls(id, 1) + "master.m3u8" : null,
                durationMs,
            });
        return id;
    }

    public async Task ChangeTrackAsync(TrackId id, string statement)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await connection.ExecuteAsync(statement, new { id = id.Value });
    }

    public async Task AddObjectAsync(string key, byte[] content)
    {
        var path = Path.Combine(ObjectDirectory, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content);
    }

    public async Task<ConnectionMultiplexer> ConnectRedisAsync() =>
        await ConnectionMultiplexer.ConnectAsync($"{RedisConnectionString},allowAdmin=true");

    /// <summary>A replica in this process.</summary>
    public Task<PlaybackReplica> StartAsync(params (string Name, string Value)[] settings) =>
        StartAsync(TimeProvider.System, settings);

    /// <summary>A replica in this process with a clock of its own.</summary>
    public async Task<PlaybackReplica> StartAsync(
        TimeProvider time, params (string Name, string Value)[] settings)
    {
        var replica = await PlaybackReplica.StartAsync(With(settings), time);
        _owned.Add(replica);
        return replica;
    }

    /// <summary>A replica as a process of its own.</summary>
    public async Task<ServiceProcess> StartProcessAsync(
        params (string Name, string Value)[] settings)
    {
        var process = await ServiceProcess.StartAsync("PlaybackApi", With(settings));
        _owned.Add(process);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned) await owned.DisposeAsync();
        Events.Dispose();
        await _database.DisposeAsync();
    }

    private Dictionary<string, string> With((string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(_settings);
        foreach (var (name, value) in settings) all[name] = value;
        return all;
    }
}
