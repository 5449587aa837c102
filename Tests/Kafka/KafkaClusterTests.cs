using System.Globalization;
using AudioStreaming.Testing;
using Confluent.Kafka;

namespace AudioStreaming.Kafka.Tests;

public sealed class KafkaClusterTests
{
    private const string Topic = "kept";
    private const int Count = 20;

    [Fact]
    public async Task Cluster_LeaderKilled_KeepsWhatWasAcknowledgedAndGoesOn()
    {
        await using var cluster = await new KafkaCluster { Size = 3 }.StartedAsync();
        await cluster.CreateTopicAsync(Topic, partitions: 1);
        using var producer = new ProducerBuilder<Null, string>(
            new ProducerConfig(cluster.Client()) { Acks = Acks.All, EnableIdempotence = true })
            .Build();
        var texts = Enumerable.Range(10, Count)
            .Select(number => number.ToString(CultureInfo.InvariantCulture)).ToList();

        var first = await cluster.LeaderOfAsync(Topic, 0);
        foreach (var text in texts)
        {
            if (text == texts[Count / 2]) await cluster.Node(first).KillAsync();
            await producer.ProduceAsync(
                Topic, new Message<Null, string> { Value = text },
                TestContext.Current.CancellationToken);
        }

        Assert.NotEqual(first, await cluster.LeaderOfAsync(Topic, 0));
        Assert.Equal(texts, Records.Read(cluster.Client(), Topic, Count));
        await cluster.Node(first).StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cluster_ThatAsksForLogin_LetsInWhoKnowsThePassword()
    {
        await using var cluster = await new KafkaCluster { AsksForLogin = true }.StartedAsync();
        await cluster.CreateTopicAsync(Topic, partitions: 1);

        await Records.SendAsync(cluster.Client(), Topic, "secret");
        Assert.Equal(["secret"], Records.Read(cluster.Client(), Topic, 1));

        var stranger = cluster.Client();
        stranger.SaslPassword = "wrong";
        var refused = new TaskCompletionSource<Error>();
        using var admin = new AdminClientBuilder(stranger)
            .SetErrorHandler((_, error) =>
            {
                if (error.Code == ErrorCode.Local_Authentication) refused.TrySetResult(error);
            })
            .Build();
        Assert.Throws<KafkaException>(() => admin.GetMetadata(TimeSpan.FromSeconds(2)));
        await refused.Task.WaitAsync(
            TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
