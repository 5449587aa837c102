using AudioStreaming.Standalone.Infrastructure;
using Xunit;

namespace AudioStreaming.Testing;

/// <summary>
/// Real PostgreSQL and Redis, and the in-process Kafka broker, in a temporary directory. Share one
/// in a test project by <c>[assembly: AssemblyFixture(typeof(InfrastructureFixture))]</c>, or have
/// one for a class by <c>IClassFixture</c>.
/// </summary>
public sealed class InfrastructureFixture : IAsyncLifetime
{
    private readonly TestDirectory _directory = new();
    private int _databases;

    public InfrastructureFixture()
    {
        Postgres = new PostgresServer(Path.Combine(Directory, "postgres"), isDurable: false);
        RedisServer = new RedisServer(Path.Combine(Directory, "redis"));
    }

    public PostgresServer Postgres { get; }

    public RedisServer RedisServer { get; }

    public KafkaBroker KafkaBroker { get; } = new();

    /// <summary>For <c>ConnectionStrings:redis</c>.</summary>
    public string Redis => RedisServer.ConnectionString;

    /// <summary>For <c>ConnectionStrings:kafka</c>.</summary>
    public string Kafka => KafkaBroker.BootstrapServers;

    /// <summary>A temporary directory for whatever a test stores.</summary>
    public string Directory => _directory.Path;

    /// <summary>A fresh, empty database; returns its connection string.</summary>
    public Task<string> CreateDatabaseAsync() => Postgres.EnsureDatabaseAsync(
        $"test_{Interlocked.Increment(ref _databases)}", CancellationToken.None);

    public async ValueTask InitializeAsync() => await Task.WhenAll(
        Postgres.StartAsync(CancellationToken.None),
        RedisServer.StartAsync(CancellationToken.None),
        KafkaBroker.StartAsync(CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        await KafkaBroker.DisposeAsync();
        await RedisServer.DisposeAsync();
        await Postgres.DisposeAsync();
        _directory.Dispose();
    }
}
