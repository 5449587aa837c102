using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>The log as a test writes, with a signature, and reads it.</summary>
internal sealed class TestLog(string bootstrapServers, string signingKey) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly RecordSignature _signature =
        new(new KafkaOptions { SigningKey = signingKey });

    private readonly IProducer<byte[], byte[]> _producer =
        new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers,
            EnableIdempotence = true,
            LingerMs = 5,
        })
        // That a broker was killed is no news to a test.
        .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();

    public void Dispose() => _producer.Dispose();

    public Task AddAsync(params IEnumerable<PlaybackEvent> events) =>
        Task.WhenAll(events.Select(message => AddAsync(Partition.Any, message)));

    /// <summary>Adds an event to a partition of the caller's choice.</summary>
    public Task AddAsync(Partition partition, PlaybackEvent message) => AddAsync(
        new TopicPartition(Topics.PlaybackEvents, partition),
        Convert.FromHexString(message.SessionId.ToString()),
        JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Default.PlaybackEvent));

    public Task AddAsync(TrackChanged change) => AddAsync(
        Topics.TrackEvents, change.TrackId.Value.ToByteArray(),
        JsonSerializer.SerializeToUtf8Bytes(change, ContractsJson.Default.TrackChanged));

    public Task AddAsync(string topic, byte[] key, byte[] value, Activity? sender = null) =>
        AddAsync(new TopicPartition(topic, Partition.Any), key, value, sender);

    private async Task AddAsync(
        TopicPartition place, byte[] key, byte[] value, Activity? sender = null)
    {
        var message = new Message<byte[], byte[]>
        {
            Key = key, Value = value, Headers = new Headers().Inject(sender),
        };
        _signature.Sign(place.Topic, message);
        await _producer.ProduceAsync(place, message);
    }

    /// <summary>Adds more events of one session than the in-process broker keeps.</summary>
    public async Task OverflowAsync(Listener listener)
    {
        var padding = Encoding.UTF8.GetBytes(new string(' ', 900_000));
        for (var i = 0; i < 8; i++)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(
                listener.Play(1), ContractsJson.Default.PlaybackEvent);
            await AddAsync(
                Topics.PlaybackEvents, Convert.FromHexString(listener.Id.ToString()),
                [.. json, .. padding]);
        }
    }

    /// <summary>Every record of a topic, in the order of each partition.</summary>
    public List<ConsumeResult<byte[], byte[]>> ReadAll(string topic)
    {
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "test",
            EnableAutoCommit = false,
        }).Build();
        using var admin = new DependentAdminClientBuilder(consumer.Handle).Build();
        var partitions = admin.GetMetadata(topic, Timeout).Topics[0].Partitions
            .Select(partition => new TopicPartition(topic, partition.PartitionId)).ToList();
        var left = partitions.Sum(partition =>
        {
            var ends = consumer.QueryWatermarkOffsets(partition, Timeout);
            return ends.High.Value - ends.Low.Value;
        });
        consumer.Assign(partitions.Select(
            partition => new TopicPartitionOffset(partition, Offset.Beginning)));
        var records = new List<ConsumeResult<byte[], byte[]>>();
        for (; left > 0; left--)
        {
            records.Add(consumer.Consume(Timeout)
                ?? throw new TimeoutException($"{topic} ends {left} records early"));
        }
        return records;
    }
}
