using System.Text;
using AudioStreaming.Contracts;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Where records go that cannot be read: kept with their reason, and out of the way.
/// </summary>
internal sealed partial class DeadLetters(
    IProducer<byte[], byte[]> producer, StatisticsTelemetry telemetry, ILogger<DeadLetters> logger)
{
    public async Task AddAsync(
        ConsumeResult<byte[], byte[]> record, string reason, CancellationToken cancellationToken)
    {
        telemetry.EventDeadLettered();
        LogDeadLetter(record.Topic, record.Partition.Value, record.Offset.Value, reason);
        await producer.ProduceAsync(
            Topics.Dead(record.Topic),
            new Message<byte[], byte[]>
            {
                Key = record.Message.Key,
                Value = record.Message.Value,
                Headers = new Headers
                {
                    { "reason", Encoding.UTF8.GetBytes(reason) },
                    { "partition", Encoding.UTF8.GetBytes($"{record.Partition.Value}") },
                    { "offset", Encoding.UTF8.GetBytes($"{record.Offset.Value}") },
                },
            },
            cancellationToken);
    }
}
