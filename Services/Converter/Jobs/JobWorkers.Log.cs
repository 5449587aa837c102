using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobWorkers
{
    [LoggerMessage(LogLevel.Warning, "The job at {Position} could not be completed; trying again")]
    private partial void LogNotCompleted(Exception fault, TopicPartitionOffset position);

    [LoggerMessage(LogLevel.Error, "The message at {Position} cannot be read")]
    private partial void LogUnreadable(TopicPartitionOffset position);
}
