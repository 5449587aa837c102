using System.Text.Json;
using AudioStreaming.Contracts;
using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

/// <summary>A message that this process has read and not finished.</summary>
/// <param name="Position">Where in Kafka it stands.</param>
/// <param name="Request">What it asks for; <c>null</c> if it cannot be read.</param>
/// <param name="Message">As it came.</param>
internal sealed record QueuedJob(
    TopicPartitionOffset Position, TranscodeRequested? Request, Message<byte[], byte[]> Message)
{
    public static QueuedJob Of(ConsumeResult<byte[], byte[]> result) =>
        new(result.TopicPartitionOffset, Parse(result.Message.Value), result.Message);

    private static TranscodeRequested? Parse(byte[]? value)
    {
        try
        {
            return JsonSerializer.Deserialize(value, ContractsJson.Default.TranscodeRequested);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
