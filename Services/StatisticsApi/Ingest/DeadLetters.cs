using System.Text;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <param name="Record">As it came.</param>
/// <param name="Reason">Why it cannot be used, in words.</param>
internal sealed record DeadLetter(ConsumeResult<byte[], byte[]> Record, string Reason);

/// <summary>
/// Where records go that cannot be used: kept with their reason, and out of the way. While Kafka
/// does not take a letter, nothing behind its record is counted; one that it will never take goes
/// without its content, which is in the log at the position that it names.
/// </summary>
internal sealed partial class DeadLetters(
    KafkaProducer producer, StatisticsTelemetry telemetry, ILogger<DeadLetters> logger)
{
    /// <param name="letters">Of one partition; somebody may write many.</param>
    /// <param name="cancellationToken">Stops waiting for Kafka.</param>
    public async Task AddAsync(
        IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        if (letters is not [var (first, reason), ..]) return;
        telemetry.EventsDeadLettered(letters.Count);
        LogDeadLetters(
            letters.Count, first.Topic, first.Partition.Value, first.Offset.Value, reason);
        await Task.WhenAll(letters.Select(letter => AddAsync(letter, cancellationToken)));
    }

    private async Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var record = letter.Record;
        try
        {
            await SendAsync(letter, record.Message.Key, record.Message.Value, cancellationToken);
        }
        catch (KafkaException fault) when (SendFailures.Of(fault) == SendFailure.Hopeless)
        {
            LogWithoutContent(
                record.Topic, record.Partition.Value, record.Offset.Value, fault.Error.Reason);
            await SendAsync(letter, key: null, content: null, cancellationToken);
        }
    }

    private Task SendAsync(
        DeadLetter letter, byte[]? key, byte[]? content, CancellationToken cancellationToken) =>
        producer.ProduceAsync(
            Topics.Dead(letter.Record.Topic),
            new Message<byte[], byte[]>
            {
                Key = key!,
                Value = content!,
                Headers = new Headers
                {
                    { "reason", Encoding.UTF8.GetBytes(letter.Reason) },
                    {
                        "partition",
                        Encoding.UTF8.GetBytes($"{letter.Record.Partition.Value}")
                    },
                    { "offset", Encoding.UTF8.GetBytes($"{letter.Record.Offset.Value}") },
                },
            },
            cancellationToken);
}
