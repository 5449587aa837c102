using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.Kafka.Tests.Product;

/// <summary>The topics have their partitions, whoever comes first.</summary>
public sealed class TopicTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Broker_ThatComesLate_GetsTheTopicsAndAllThatWaited(string createsTopics)
    {
        await using var cluster = await new KafkaCluster
        {
            Properties = new Dictionary<string, string>
            {
                ["auto.create.topics.enable"] = createsTopics,
                ["num.partitions"] = "1",
            },
        }.StartedAsync();
        await cluster.KillAsync();
        await using var product = await KafkaProduct.StartAsync(cluster);
        var track = await product.UploadAsync();
        Assert.NotNull(await product.HealthAsync("CoreApi", "kafka"));
        Assert.NotNull(await product.HealthAsync("CoreApi", "topics"));

        await cluster.StartAsync();

        await product.BecomesReadyAsync();
        foreach (var topic in Topics.All)
            Assert.Equal(Topics.Partitions(topic), await product.PartitionsAsync(topic));
        await product.Client.ReadyAsync(track);
        await product.PlayAsync(track);
    }

    [Fact]
    public async Task Topic_WithFewerPartitions_GetsTheRestWhileItIsEmpty()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        await cluster.CreateTopicAsync(Topics.PlaybackEvents, partitions: 1);
        await cluster.CreateTopicAsync(Topics.TrackEvents, partitions: 9);
        using var host = Create(cluster);

        await host.StartAsync(Token);

        Assert.Equal(HealthStatus.Healthy, (await TopicsAsync(host)).Status);
        await Eventually.TrueAsync(
            () => Partitions(cluster, Topics.PlaybackEvents) == 12, "the topic has the rest");
        // More are an operator's choice.
        Assert.Equal(9, Partitions(cluster, Topics.TrackEvents));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Topic_InUseWithFewerPartitions_IsAFaultUntilSomebodyAddsThem()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        await cluster.CreateTopicAsync(Topics.PlaybackEvents, partitions: 1);
        await Records.SendAsync(cluster.Client(), Topics.PlaybackEvents, "in use");
        var log = new LogLines();
        using var host = Create(cluster, log);

        await host.StartAsync(Token);

        var (status, sentence) = await TopicsAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.StartsWith(
            "topic playback-events has 1 of 12 partitions and is not empty", sentence);
        Assert.Contains(log.Errors, line => line.Contains(sentence!));
        Assert.Equal(1, Partitions(cluster, Topics.PlaybackEvents));

        using var admin = new AdminClientBuilder(cluster.Client()).Build();
        await admin.CreatePartitionsAsync(
            [new PartitionsSpecification { Topic = Topics.PlaybackEvents, IncreaseTo = 12 }]);
        host.Services.GetRequiredService<TopicCreation>().Wake();
        await Eventually.TrueAsync(
            async () => (await TopicsAsync(host)).Status == HealthStatus.Healthy,
            "the topic is well");
        await host.StopAsync(Token);
    }

    private static int Partitions(KafkaCluster cluster, string topic)
    {
        using var admin = new AdminClientBuilder(cluster.Client()).Build();
        return admin.GetMetadata(topic, TimeSpan.FromSeconds(10)).Topics[0].Partitions.Count;
    }

    private static IHost Create(KafkaCluster cluster, LogLines? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:kafka"] = cluster.BootstrapServers;
        builder.AddServiceDefaults();
        builder.AddKafkaTopics();
        if (log is not null) builder.Logging.AddProvider(log);
        return builder.Build();
    }

    private static async Task<(HealthStatus Status, string? Sentence)> TopicsAsync(IHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(Token);
        var topics = report.Entries["topics"];
        return (topics.Status, topics.Description);
    }
}
