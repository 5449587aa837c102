using Confluent.Kafka;

namespace AudioStreaming.Kafka.Tests;

/// <summary>Sends and reads texts, as a client that wants every copy.</summary>
internal static class Records
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Completes when the record is acknowledged.</summary>
    public static async Task SendAsync(ClientConfig client, string topic, string text)
    {
        using var producer = new ProducerBuilder<Null, string>(
            new ProducerConfig(client) { Acks = Acks.All, EnableIdempotence = true }).Build();
        await producer.ProduceAsync(
            topic, new Message<Null, string> { Value = text },
            TestContext.Current.CancellationToken);
    }

    /// <returns>Those that came until there were as many, sorted.</returns>
    public static IReadOnlyList<string> Read(ClientConfig client, string topic, int count)
    {
        using var consumer = new ConsumerBuilder<Ignore, string>(new ConsumerConfig(client)
        {
            GroupId = "reader",
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
        }).Build();
        consumer.Subscribe(topic);
        using var limit = new CancellationTokenSource(Patience);
        var texts = new List<string>();
        while (texts.Count < count) texts.Add(consumer.Consume(limit.Token).Message.Value);
        consumer.Close();
        texts.Sort(StringComparer.Ordinal);
        return texts;
    }
}
