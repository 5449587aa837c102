using System.Security.Cryptography;
using AudioStreaming.Contracts;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>What the service needs, for one test alone: a database, a Redis and a log.</summary>
internal sealed class StatisticsEnvironment : IAsyncDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly KafkaBroker _broker = new();
    private readonly KafkaCluster? _cluster;
    private readonly string _signingKey =
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private StatisticsEnvironment(string database, KafkaCluster? cluster)
    {
        _cluster = cluster;
        DatabaseConnection = database;
        Database = NpgsqlDataSource.Create(database);
        RedisServer = new RedisServer(Path.Combine(_directory.Path, "redis"));
    }

    public NpgsqlDataSource Database { get; }

    public RedisServer RedisServer { get; }

    public IConnectionMultiplexer Redis { get; private set; } = null!;

    public TestLog Log { get; private set; } = null!;

    private string DatabaseConnection { get; }

    private string BootstrapServers => _cluster?.BootstrapServers ?? _broker.BootstrapServers;

    /// <param name="infrastructure">Has the databases.</param>
    /// <param name="cluster">
    /// Serves already and keeps the log; by default a broker in this process does.
    /// </param>
    public static async Task<StatisticsEnvironment> StartAsync(
        InfrastructureFixture infrastructure, KafkaCluster? cluster = null)
    {
        var environment = new StatisticsEnvironment(
            await infrastructure.CreateDatabaseAsync(), cluster);
        await Task.WhenAll(
            environment.RedisServer.StartAsync(CancellationToken.None),
            environment.StartLogAsync());
        environment.Redis = await ConnectionMultiplexer.ConnectAsync(
            environment.RedisServer.ConnectionString + ",allowAdmin=true,abortConnect=false");
        environment.OpenLog();
        return environment;
    }

    /// <summary>Configuration of a service that uses all this.</summary>
    public Dictionary<string, string> Settings() => new()
    {
        ["ConnectionStrings:database"] = DatabaseConnection,
        ["ConnectionStrings:redis"] = RedisServer.ConnectionString,
        ["ConnectionStrings:kafka"] = BootstrapServers,
        ["Kafka:LogId"] = _cluster is null ? _broker.LogId : "",
        ["Kafka:SigningKey"] = _signingKey,
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
        await _broker.StopAsync();
        await _broker.StartAsync(CancellationToken.None);
        OpenLog();
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
        await _broker.DisposeAsync();
        await RedisServer.DisposeAsync();
        _directory.Dispose();
    }

    private async Task StartLogAsync()
    {
        if (_cluster is null) await _broker.StartAsync(CancellationToken.None);
        else
            foreach (var topic in Topics.All)
                await _cluster.CreateTopicAsync(topic, Topics.Partitions(topic));
    }

    private void OpenLog() => Log = new TestLog(BootstrapServers, _signingKey);
}
