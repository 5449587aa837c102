using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobConsumer
{
    [LoggerMessage(LogLevel.Warning, "Kafka failed; trying again")]
    private partial void LogKafkaFailed(Exception fault);

    [LoggerMessage(
        LogLevel.Error,
        "{Count} messages before {Position} were dropped by the log before they were read; "
        + "their tracks will be announced again")]
    private partial void LogMessagesLost(long count, TopicPartitionOffset position);
}
