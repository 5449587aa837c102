using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// The parts that no connection string from outside replaces: started together, and handed to the
/// services as the settings that Aspire would give them.
/// </summary>
internal sealed class LocalInfrastructure : IAsyncDisposable
{
    private const string Database = "audio_streaming";

    private readonly PostgresServer? _postgres;
    private readonly RedisServer? _redis;
    private readonly KafkaBroker? _kafka;
    private readonly string? _objects;

    private LocalInfrastructure(
        DataDirectory data, StandaloneOptions options, IConfiguration outside)
    {
        bool IsMissing(string name) => string.IsNullOrEmpty(outside.GetConnectionString(name));
        if (IsMissing("database"))
            _postgres = new PostgresServer(data.Postgres, options.IsDurable, options.Report);
        if (IsMissing("redis")) _redis = new RedisServer(data.Redis, options.Report);
        if (IsMissing("kafka")) _kafka = new KafkaBroker();
        if (IsMissing("objects")) _objects = data.Objects;
    }

    /// <summary>The broker whose log is lost when it stops; <c>null</c> with a real cluster.</summary>
    public KafkaBroker? Kafka => _kafka;

    public static async Task<LocalInfrastructure> StartAsync(
        DataDirectory data, StandaloneOptions options, IConfiguration outside,
        CancellationToken cancellationToken)
    {
        var infrastructure = new LocalInfrastructure(data, options, outside);
        try
        {
            await Task.WhenAll(
                infrastructure._postgres?.StartAsync(cancellationToken) ?? Task.CompletedTask,
                infrastructure._redis?.StartAsync(cancellationToken) ?? Task.CompletedTask,
                infrastructure._kafka?.StartAsync(cancellationToken) ?? Task.CompletedTask);
            return infrastructure;
        }
        catch
        {
            await infrastructure.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyDictionary<string, string?>> SettingsAsync(
        CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string?>();
        if (_postgres is not null)
            settings["ConnectionStrings:database"] =
                await _postgres.EnsureDatabaseAsync(Database, cancellationToken);
        if (_redis is not null) settings["ConnectionStrings:redis"] = _redis.ConnectionString;
        if (_kafka is not null)
        {
            settings["ConnectionStrings:kafka"] = _kafka.BootstrapServers;
            settings["Kafka:LogId"] = _kafka.LogId;
        }
        if (_objects is not null) settings["ConnectionStrings:objects"] = $"Path={_objects}";
        return settings;
    }

    /// <summary>An orderly stop, the broker first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_kafka is not null) await _kafka.DisposeAsync();
        await Task.WhenAll(
            _redis?.DisposeAsync().AsTask() ?? Task.CompletedTask,
            _postgres?.DisposeAsync().AsTask() ?? Task.CompletedTask);
    }
}
