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
    private readonly KafkaServer? _kafka;
    private readonly KafkaBroker? _broker;

    private LocalInfrastructure(
        DataDirectory data, StandaloneOptions options, IConfiguration outside, KafkaHome? kafka)
    {
        _data = data;
        if (IsMissing(outside, "database"))
            _postgres = new PostgresServer(data.Postgres, options.IsDurable, options.Report);
        if (IsMissing(outside, "redis")) _redis = new RedisServer(data.Redis, options.Report);
        if (kafka is not null) _kafka = new KafkaServer(data.Kafka, kafka, options.Report);
        else if (IsMissing(outside, "kafka")) _broker = new KafkaBroker();
        Settings = IsMissing(outside, "objects")
            ? new Dictionary<string, string?>
            {
                ["ConnectionStrings:objects"] = $"Path={data.Objects}",
            }
            : [];
    }

    /// <summary>
    /// Connection strings, the id of the log if it is in this process, and keys to sign with.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; private set; }

    /// <summary>
    /// Names the log of the broker that lives in this process; <c>null</c>: none does.
    /// </summary>
    public string? KafkaLogId => _broker?.LogId;

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
        var kafka = options.KafkaHome is { } home && IsMissing(outside, "kafka")
            ? KafkaHome.Find(home)
            : null;
        var infrastructure = new LocalInfrastructure(
            DataDirectory.Open(options.DataDirectory), options, outside, kafka);
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
        if (_broker is not null) await _broker.DisposeAsync();
        if (_kafka is not null) await _kafka.DisposeAsync();
        await Task.WhenAll(
            _redis?.DisposeAsync().AsTask() ?? Task.CompletedTask,
            _postgres?.DisposeAsync().AsTask() ?? Task.CompletedTask);
        _data.Dispose();
    }

    private static bool IsMissing(IConfiguration outside, string name) =>
        string.IsNullOrEmpty(outside.GetConnectionString(name));

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string?>(Settings);
        foreach (var (name, secret) in Secrets.ReadOrCreate(_data.Secrets)) settings[name] = secret;
        await Task.WhenAll(
            _postgres?.StartAsync(cancellationToken) ?? Task.CompletedTask,
            _redis?.StartAsync(cancellationToken) ?? Task.CompletedTask,
            _kafka?.StartAsync(cancellationToken) ?? Task.CompletedTask,
            _broker?.StartAsync(cancellationToken) ?? Task.CompletedTask);

        if (_postgres is not null)
            settings["ConnectionStrings:database"] =
                await _postgres.EnsureDatabaseAsync(Database, cancellationToken);
        if (_redis is not null) settings["ConnectionStrings:redis"] = _redis.ConnectionString;
        if (_kafka is not null) settings["ConnectionStrings:kafka"] = _kafka.BootstrapServers;
        if (_broker is not null)
        {
            settings["ConnectionStrings:kafka"] = _broker.BootstrapServers;
            settings["Kafka:LogId"] = _broker.LogId;
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
            parts["kafka"] = new(
                $"Kafka at {_kafka.BootstrapServers}, data in {_data.Kafka}", _kafka);
        if (_broker is not null)
            parts["kafka"] = new($"in-process broker at {_broker.BootstrapServers}", _broker);
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
