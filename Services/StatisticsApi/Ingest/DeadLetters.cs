using System.Text;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Where records go that cannot be read: kept with their reason, and out of the way. While Kafka
/// does not take a letter, nothing behind its record is counted; one that it will never take goes
/// without its content, which is in the log at the position that it names.
/// </summary>
internal sealed partial class DeadLetters(
    KafkaProducer producer, StatisticsTelemetry telemetry, ILogger<DeadLetters> logger)
{
    public async Task AddAsync(
        ConsumeResult<byte[], byte[]> record, string reason, CancellationToken cancellationToken)
    {
        telemetry.EventDeadLettered();
        LogDeadLetter(record.Topic, record.Partition.Value, record.Offset.Value, reason);
        try
        {
            await SendAsync(record, reason, record.Message.Value, cancellationToken);
        }
        catch (KafkaException fault) when (SendFailures.Of(fault) == SendFailure.Hopeless)
        {
            LogWithoutContent(
                record.Topic, record.Partition.Value, record.Offset.Value, fault.Error.Reason);
            await SendAsync(record, reason, content: null, cancellationToken);
        }
    }

    private Task SendAsync(
        ConsumeResult<byte[], byte[]> record, string reason, byte[]? content,
        CancellationToken cancellationToken) =>
        producer.ProduceAsync(
            Topics.Dead(record.Topic),
            new Message<byte[], byte[]>
            {
                Key = content is null ? null! : record.Message.Key,
                Value = content!,
                Headers = new Headers
                {
                    { "reason", Encoding.UTF8.GetBytes(reason) },
                    { "partition", Encoding.UTF8.GetBytes($"{record.Partition.Value}") },
                    { "offset", Encoding.UTF8.GetBytes($"{record.Offset.Value}") },
                },
            },
            cancellationToken);
}
