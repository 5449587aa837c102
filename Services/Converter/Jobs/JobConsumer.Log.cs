using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobConsumer
{
    [LoggerMessage(LogLevel.Warning, "Kafka failed; trying again")]
    private partial void LogKafkaFailed(Exception fault);

    [LoggerMessage(LogLevel.Error, "The message at {Position} cannot be read")]
    private partial void LogUnreadable(TopicPartitionOffset position);

    [LoggerMessage(
        LogLevel.Warning, "The message at {Position} is no dead letter yet; trying again")]
    private partial void LogNotKept(Exception fault, TopicPartitionOffset position);
}
