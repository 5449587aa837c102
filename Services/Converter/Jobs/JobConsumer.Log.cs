using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobConsumer
{
    [LoggerMessage(LogLevel.Warning, "Kafka failed; trying again")]
    private partial void LogKafkaFailed(Exception fault);

    [LoggerMessage(LogLevel.Error, "The message at {Position} is a dead letter: {Reason}")]
    private partial void LogRefused(TopicPartitionOffset position, string reason);

    [LoggerMessage(
        LogLevel.Warning, "The message at {Position} is no dead letter yet; trying again")]
    private partial void LogNotKept(Exception fault, TopicPartitionOffset position);
}
