using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Storage;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// The parts that no connection string from outside replaces: started together, in one data
/// directory, and handed to the services as the settings that Aspire would give them.
/// </summary>
public sealed class LocalInfrastructure : IAsyncDisposable
{
    private const string Database = "audio_streaming";

    private readonly DataDirectory _data;
    private readonly PostgresServer? _postgres;
    private readonly RedisServer? _redis;
    private readonly KafkaBroker? _kafka;

    private LocalInfrastructure(
        DataDirectory data, StandaloneOptions options, IConfiguration outside)
    {
        bool IsMissing(string name) => string.IsNullOrEmpty(outside.GetConnectionString(name));
        _data = data;
        if (IsMissing("database"))
            _postgres = new PostgresServer(data.Postgres, options.IsDurable, options.Report);
        if (IsMissing("redis")) _redis = new RedisServer(data.Redis, options.Report);
        if (IsMissing("kafka")) _kafka = new KafkaBroker();
        Settings = IsMissing("objects")
            ? new Dictionary<string, string?>
            {
                ["ConnectionStrings:objects"] = $"Path={data.Objects}",
            }
            : [];
    }

    /// <summary>Connection strings, the id of the broker's log, and keys to sign with.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; private set; }

    /// <summary>What was started, by the name of its connection string.</summary>
    public IReadOnlyDictionary<string, LocalPart> Parts { get; private set; } =
        new Dictionary<string, LocalPart>();

    /// <param name="options">Of these, where and how; the ports are not looked at.</param>
    /// <param name="outside">What holds a connection string here is not started.</param>
    /// <param name="cancellationToken">Stops what has been started.</param>
    /// <exception cref="InfrastructureException">
    /// The message is one sentence with the cure.
    /// </exception>
    public static async Task<LocalInfrastructure> StartAsync(
        StandaloneOptions options, IConfiguration outside, CancellationToken cancellationToken)
    {
        var infrastructure = new LocalInfrastructure(
            DataDirectory.Open(options.DataDirectory), options, outside);
        try
        {
            await infrastructure.StartAsync(cancellationToken);
            return infrastructure;
        }
        catch
        {
            await infrastructure.DisposeAsync();
            throw;
        }
    }

    /// <summary>An orderly stop, the broker first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_kafka is not null) await _kafka.DisposeAsync();
        await Task.WhenAll(
            _redis?.DisposeAsync().AsTask() ?? Task.CompletedTask,
            _postgres?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        _data.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string?>(Settings);
        foreach (var (name, secret) in Secrets.ReadOrCreate(_data.Secrets)) settings[name] = secret;
        await Task.WhenAll(
            _postgres?.StartAsync(cancellationToken) ?? Task.CompletedTask,
            _redis?.StartAsync(cancellationToken) ?? Task.CompletedTask,
            _kafka?.StartAsync(cancellationToken) ?? Task.CompletedTask);

        if (_postgres is not null)
            settings["ConnectionStrings:database"] =
                await _postgres.EnsureDatabaseAsync(Database, cancellationToken);
        if (_redis is not null) settings["ConnectionStrings:redis"] = _redis.ConnectionString;
        if (_kafka is not null)
        {
            settings["ConnectionStrings:kafka"] = _kafka.BootstrapServers;
            settings["Kafka:LogId"] = _kafka.LogId;
        }
        Settings = settings;
        Parts = Describe();
    }

    private Dictionary<string, LocalPart> Describe()
    {
        var parts = new Dictionary<string, LocalPart>();
        if (_postgres is not null)
            parts["database"] = new($"PostgreSQL, data in {_data.Postgres}", _postgres);
        if (_redis is not null) parts["redis"] = new($"Redis, data in {_data.Redis}", _redis);
        if (_kafka is not null)
            parts["kafka"] = new($"in-process broker at {_kafka.BootstrapServers}", _kafka);
        if (Settings.ContainsKey("ConnectionStrings:objects"))
            parts["objects"] = new($"files in {_data.Objects}", null, TakesObjectsAsync);
        return parts;
    }

    private async Task<bool> TakesObjectsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StorageSetup
                .Create(Settings["ConnectionStrings:objects"], "objects", TimeProvider.System)
                .CheckAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
