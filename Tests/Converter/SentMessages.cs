using System.Text.Json;
using AudioStreaming.Contracts;
using Confluent.Kafka;

namespace AudioStreaming.Converter.Tests;

/// <summary>
/// What the outbox's dispatcher has sent of the converters' results, read from Kafka. All tests
/// share its topics.
/// </summary>
public sealed class SentMessages : IDisposable
{
    private static readonly string[] Read = [Topics.TrackEvents, Topics.Dead(Topics.TranscodeJobs)];

    private readonly List<ConsumeResult<string, string>> _messages = [];
    private readonly IConsumer<string, string> _consumer;

    public SentMessages(string kafka)
    {
        _consumer = new ConsumerBuilder<string, string>(new ConsumerConfig
        {
            BootstrapServers = kafka,
            GroupId = $"test-{Path.GetRandomFileName()}",
            EnableAutoCommit = false,
        }).Build();
        _consumer.Assign(
            from topic in Read
            from partition in Enumerable.Range(0, Topics.Partitions(topic))
            select new TopicPartitionOffset(topic, partition, Offset.Beginning));
    }

    /// <summary>All so far.</summary>
    public IEnumerable<Message<string, string>> To(string topic)
    {
        while (_consumer.Consume(TimeSpan.FromMilliseconds(50)) is { } message)
            _messages.Add(message);
        return from message in _messages where message.Topic == topic select message.Message;
    }

    /// <summary>Those that announce that a track is ready, as it happened.</summary>
    public IReadOnlyList<Message<string, string>> Ready(params IEnumerable<TrackId> tracks)
    {
        var wanted = tracks.ToHashSet();
        return
        [
            .. from message in To(Topics.TrackEvents)
            let changed = JsonSerializer.Deserialize(
                message.Value, ContractsJson.Default.TrackChanged)!
            where wanted.Contains(changed.TrackId) && changed.Change == TrackChange.Ready
            orderby changed.At
            select message,
        ];
    }

    public void Dispose()
    {
        _consumer.Close();
        _consumer.Dispose();
    }
}
