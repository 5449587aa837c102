using AudioStreaming.Contracts;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Npgsql;
using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(InfrastructureFixture))]

namespace AudioStreaming.Standalone.Tests;

public sealed class InfrastructureTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Postgres_Started_ServesUtf8Databases()
    {
        await using var source = NpgsqlDataSource.Create(
            await infrastructure.CreateDatabaseAsync());
        await using var command = source.CreateCommand("SHOW server_encoding");
        Assert.Equal(
            "UTF8", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Redis_KeyExpires_NotifiesSubscribers()
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(infrastructure.Redis);
        var expired = new TaskCompletionSource<string>();
        await redis.GetSubscriber().SubscribeAsync(
            RedisChannel.Literal("__keyevent@0__:expired"),
            (_, key) => expired.TrySetResult(key.ToString()));
        await redis.GetDatabase().StringSetAsync("soon", "gone", TimeSpan.FromMilliseconds(50));
        Assert.Equal(
            "soon",
            await expired.Task.WaitAsync(
                TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Kafka_Started_HoldsEveryTopicAndDelivers()
    {
        using var admin = new AdminClientBuilder(
            new AdminClientConfig { BootstrapServers = infrastructure.Kafka }).Build();
        var topics = admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics
            .ToDictionary(topic => topic.Topic, topic => topic.Partitions.Count);
        Assert.Superset(Topics.All.ToHashSet(), topics.Keys.ToHashSet());
        Assert.Equal(12, topics[Topics.PlaybackEvents]);

        using var producer = new ProducerBuilder<string, string>(
            new ProducerConfig { BootstrapServers = infrastructure.Kafka, Acks = Acks.All })
            .Build();
        var sent = await producer.ProduceAsync(
            Topics.TrackEvents, new Message<string, string> { Key = "a", Value = "b" },
            TestContext.Current.CancellationToken);
        using var consumer = new ConsumerBuilder<string, string>(new ConsumerConfig
        {
            BootstrapServers = infrastructure.Kafka,
            GroupId = "infrastructure-test",
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).Build();
        consumer.Subscribe(Topics.TrackEvents);
        var received = consumer.Consume(TimeSpan.FromSeconds(60));
        Assert.Equal(sent.TopicPartitionOffset, received.TopicPartitionOffset);
        consumer.Close();
    }

    [Fact]
    public async Task Servers_KilledAndStarted_ServeTheSameDataAtTheSameAddress()
    {
        await using var servers = new InfrastructureFixture();
        await servers.InitializeAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var database = await servers.CreateDatabaseAsync();
        await ExecuteAsync(database, "CREATE TABLE kept (id integer)");
        using var redis = await ConnectionMultiplexer.ConnectAsync(
            $"{servers.Redis},allowAdmin=true");
        await redis.GetDatabase().StringSetAsync("kept", "yes");
        await redis.GetServers()[0].ExecuteAsync("BGREWRITEAOF");

        await Task.WhenAll(servers.Postgres.KillAsync(), servers.RedisServer.StopAsync());
        await Task.WhenAll(
            servers.Postgres.StartAsync(cancellation),
            servers.RedisServer.StartAsync(cancellation));

        await ExecuteAsync(database, "INSERT INTO kept VALUES (1)");
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await redis.GetDatabase().StringGetAsync("kept") == "yes";
                }
                catch (RedisException)
                {
                    return false;
                }
            },
            "Redis serves what it held");
    }

    [Fact]
    public async Task Server_ThatEndedByItself_StartsAgainAndOneThatRunsRunsOn()
    {
        await using var servers = new InfrastructureFixture();
        await servers.InitializeAsync();
        var cancellation = TestContext.Current.CancellationToken;
        ChildServer[] all = [servers.Postgres, servers.RedisServer];
        foreach (var server in all)
        {
            Signals.Send(server.ProcessId!.Value, Signal.Kill);
            await Eventually.TrueAsync(() => server.ProcessId is null, "it has ended");
            await server.StartAsync(cancellation);
            Assert.True(await server.IsServingAsync(cancellation));

            var process = server.ProcessId;
            await server.StartAsync(cancellation);
            Assert.Equal(process, server.ProcessId);
        }
    }

    [Fact]
    public async Task Server_ThatDidNotStart_StartsWhenTheCauseIsGone()
    {
        await using var servers = new InfrastructureFixture();
        await servers.InitializeAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var database = await servers.CreateDatabaseAsync();
        var settings = Path.Combine(servers.Directory, "postgres", "cluster", "postgresql.conf");
        var right = await File.ReadAllTextAsync(settings, cancellation);

        await servers.Postgres.StopAsync();
        await File.WriteAllTextAsync(settings, right + "\nnonsense = 1\n", cancellation);
        var fault = await Assert.ThrowsAsync<InfrastructureException>(
            () => servers.Postgres.StartAsync(cancellation));
        Assert.Contains("nonsense", fault.Message);
        await File.WriteAllTextAsync(settings, right, cancellation);
        await servers.Postgres.StartAsync(cancellation);

        await ExecuteAsync(database, "SELECT 1");
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        NpgsqlConnection.ClearAllPools();
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
