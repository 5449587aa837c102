using AudioStreaming.Contracts;
using Confluent.Kafka;

namespace AudioStreaming.CoreApi.Tests.Hosting;

/// <summary>Everything a topic holds, read from its beginning.</summary>
internal sealed class JobLog : IDisposable
{
    private readonly IConsumer<string, string> _consumer;
    private readonly List<ConsumeResult<string, string>> _messages = [];

    public JobLog(string kafka, string topic, params int[] partitions)
    {
        _consumer = new ConsumerBuilder<string, string>(new ConsumerConfig
        {
            BootstrapServers = kafka,
            GroupId = $"test-{Path.GetRandomFileName()}",
            EnableAutoCommit = false,
        }).Build();
        _consumer.Assign(partitions.Select(partition =>
            new TopicPartitionOffset(topic, partition, Offset.Beginning)));
    }

    public static JobLog Jobs(string kafka) =>
        new(kafka, Topics.TranscodeJobs, [.. Enumerable.Range(0, 8)]);

    /// <summary>All messages of a key so far.</summary>
    public IReadOnlyList<ConsumeResult<string, string>> Of(string key)
    {
        Read();
        return [.. _messages.Where(message => message.Message.Key == key)];
    }

    /// <summary>All keys so far.</summary>
    public IReadOnlySet<string> Keys()
    {
        Read();
        return _messages.Select(message => message.Message.Key).ToHashSet();
    }

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
    }

    private void Read()
    {
        while (_consumer.Consume(TimeSpan.FromMilliseconds(50)) is { } message)
            _messages.Add(message);
    }
}
