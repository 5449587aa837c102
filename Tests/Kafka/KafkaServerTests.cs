using System.Net;
using System.Net.Sockets;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;
using Confluent.Kafka;

namespace AudioStreaming.Kafka.Tests;

public sealed class KafkaServerTests
{
    private const string Topic = "kept";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broker_StoppedAndKilled_ComesBackWhereItWasWithItsRecords()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        await cluster.CreateTopicAsync(Topic, partitions: 2);
        var address = cluster.BootstrapServers;
        await Records.SendAsync(cluster.Client(), Topic, "before");

        await cluster.Node(1).StopAsync();
        Assert.False(await cluster.Node(1).IsServingAsync(Token));
        await cluster.Node(1).StartAsync(Token);
        await Records.SendAsync(cluster.Client(), Topic, "stopped");
        await cluster.Node(1).KillAsync();
        await cluster.Node(1).StartAsync(Token);

        Assert.Equal(address, cluster.BootstrapServers);
        Assert.True(await cluster.Node(1).IsServingAsync(Token));
        Assert.Equal(["before", "stopped"], Records.Read(cluster.Client(), Topic, 2));
    }

    [Fact]
    public async Task Broker_TopicThatNobodyMade_IsUnknown()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        var client = cluster.Client();
        // Else it hopes for half a minute that somebody has just made it.
        client.Set("topic.metadata.propagation.max.ms", "100");

        var fault = await Assert.ThrowsAsync<ProduceException<Null, string>>(
            () => Records.SendAsync(client, "nobodys", "lost"));

        Assert.Equal(ErrorCode.UnknownTopicOrPart, fault.Error.Code);
    }

    [Fact]
    public async Task Broker_LeftBehind_IsEndedByTheNextStartAndNoOther()
    {
        TestKafka.Require();
        await using var directory = new HostBoundDirectory();
        var place = Path.Combine(directory.Path, "kafka");
        await using var orphan = new KafkaServer(place, TestKafka.Home);
        await using var neighbour = new KafkaServer(
            Path.Combine(directory.Path, "neighbour"), TestKafka.Home);
        await Task.WhenAll(orphan.StartAsync(Token), neighbour.StartAsync(Token));

        await using var next = new KafkaServer(place, TestKafka.Home);
        await next.StartAsync(Token);

        Assert.Null(orphan.ProcessId);
        Assert.NotNull(neighbour.ProcessId);
        Assert.NotNull(next.ProcessId);
    }

    [Fact]
    public async Task Broker_ThatCannotStart_SaysWhy()
    {
        TestKafka.Require();
        await using var directory = new HostBoundDirectory();
        var node = KafkaNode.Alone();
        using var taken = new TcpListener(IPAddress.Loopback, node.ControllerPort);
        taken.Start();
        await using var server = new KafkaServer(
            Path.Combine(directory.Path, "kafka"), TestKafka.Home, node: node);

        var fault = await Assert.ThrowsAsync<InfrastructureException>(
            () => server.StartAsync(Token));

        Assert.StartsWith("Kafka did not start; it says: ", fault.Message);
        Assert.Contains($"{node.ControllerPort}: Address already in use", fault.Message);
    }

    [Fact]
    public async Task Broker_WhoseDataCannotBePrepared_SaysWhyAndNoSecret()
    {
        TestKafka.Require();
        await using var directory = new HostBoundDirectory();
        var (certificate, key) = TestCertificate.Create();
        await using var server = new KafkaServer(
            Path.Combine(directory.Path, "kafka"), TestKafka.Home,
            node: KafkaNode.Alone() with
            {
                Login = new KafkaLogin("tester", "secret", certificate, key),
                Properties = new Dictionary<string, string> { ["process.roles"] = "none" },
            });

        var fault = await Assert.ThrowsAsync<InfrastructureException>(
            () => server.StartAsync(Token));

        Assert.StartsWith("Could not prepare Kafka's data (code 1): ", fault.Message);
        Assert.Contains("process.roles", fault.Message);
        Assert.DoesNotContain("StorageTool", fault.Message);
        Assert.DoesNotContain("secret", fault.Message);
    }
}
