using Confluent.Kafka;

namespace AudioStreaming.Kafka.Tests;

/// <summary>Sends and reads texts, as a client that wants every copy.</summary>
internal static class Records
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Completes when the records are acknowledged.</summary>
    public static async Task SendAsync(ClientConfig client, string topic, params string[] texts)
    {
        using var producer = new ProducerBuilder<Null, string>(new ProducerConfig(client)
        {
            Acks = Acks.All,
            EnableIdempotence = true,
            Partitioner = Partitioner.Random,
            StickyPartitioningLingerMs = 0,
        }).Build();
        await Task.WhenAll(texts.Select(text => producer.ProduceAsync(
            topic, new Message<Null, string> { Value = text },
            TestContext.Current.CancellationToken)));
    }

    /// <returns>The texts that came until there were as many, sorted.</returns>
    public static IReadOnlyList<string> Read(ClientConfig client, string topic, int count) =>
    [
        .. ReadAll(client, topic, count).Select(record => record.Message.Value)
            .Order(StringComparer.Ordinal),
    ];

    /// <returns>The records that came until there were as many.</returns>
    public static IReadOnlyList<ConsumeResult<Ignore, string>> ReadAll(
        ClientConfig client, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<Ignore, string>(new ConsumerConfig(client)
        {
            GroupId = "reader",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        }).Build();
        consumer.Subscribe(topic);
        using var limit = new CancellationTokenSource(Patience);
        var records = new List<ConsumeResult<Ignore, string>>();
        while (records.Count < count) records.Add(consumer.Consume(limit.Token));
        consumer.Close();
        return records;
    }

    /// <returns>Where a partition's log ends.</returns>
    public static long End(ClientConfig client, string topic, int partition)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(
            new ConsumerConfig(client) { GroupId = "reader" }).Build();
        return consumer.QueryWatermarkOffsets(new TopicPartition(topic, partition), Patience).High;
    }
}
