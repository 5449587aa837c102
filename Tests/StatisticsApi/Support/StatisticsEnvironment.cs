using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>What the service needs, for one test alone: a database, a Redis and a log.</summary>
internal sealed class StatisticsEnvironment : IAsyncDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly KafkaBroker _kafka = new();

    private StatisticsEnvironment(string database)
    {
        DatabaseConnection = database;
        Database = NpgsqlDataSource.Create(database);
        RedisServer = new RedisServer(Path.Combine(_directory.Path, "redis"));
    }

    public NpgsqlDataSource Database { get; }

    public RedisServer RedisServer { get; }

    public IConnectionMultiplexer Redis { get; private set; } = null!;

    public TestLog Log { get; private set; } = null!;

    private string DatabaseConnection { get; }

    public static async Task<StatisticsEnvironment> StartAsync(InfrastructureFixture infrastructure)
    {
        var environment = new StatisticsEnvironment(await infrastructure.CreateDatabaseAsync());
        await Task.WhenAll(
            environment.RedisServer.StartAsync(CancellationToken.None),
            environment._kafka.StartAsync(CancellationToken.None));
        environment.Redis = await ConnectionMultiplexer.ConnectAsync(
            environment.RedisServer.ConnectionString + ",allowAdmin=true,abortConnect=false");
        environment.Log = new TestLog(environment._kafka.BootstrapServers);
        return environment;
    }

    /// <summary>Configuration of a service that uses all this.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["ConnectionStrings:database"] = DatabaseConnection,
        ["ConnectionStrings:redis"] = RedisServer.ConnectionString,
        ["ConnectionStrings:kafka"] = _kafka.BootstrapServers,
        ["Kafka:LogId"] = _kafka.LogId,
        ["Statistics:Flush:Interval"] = "00:00:00.2",
        ["Statistics:Charts:Tick"] = "00:00:00.1",
        // So that the partitions of a killed process soon go to another.
        ["Kafka:Consumer:SessionTimeoutMs"] = "2000",
        ["Kafka:Consumer:HeartbeatIntervalMs"] = "300",
    };

    /// <summary>Begins an empty log, as Standalone does when it starts again.</summary>
    public async Task ReplaceLogAsync()
    {
        Log.Dispose();
        await _kafka.StopAsync();
        await _kafka.StartAsync(CancellationToken.None);
        Log = new TestLog(_kafka.BootstrapServers);
    }

    /// <summary>Redis dies and comes back with its data.</summary>
    public async Task RestartRedisAsync()
    {
        await RedisServer.KillAsync();
        await RedisServer.StartAsync(CancellationToken.None);
    }

    /// <summary>Redis dies and comes back with nothing.</summary>
    public async Task LoseRedisAsync()
    {
        await RedisServer.KillAsync();
        foreach (var data in Directory.EnumerateDirectories(
            _directory.Path, "appendonlydir", SearchOption.AllDirectories).ToList())
            Directory.Delete(data, recursive: true);
        await RedisServer.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Log.Dispose();
        await Redis.DisposeAsync();
        await Database.DisposeAsync();
        await _kafka.DisposeAsync();
        await RedisServer.DisposeAsync();
        _directory.Dispose();
    }
}
