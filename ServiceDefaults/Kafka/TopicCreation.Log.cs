using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

internal sealed partial class TopicCreation
{
    [LoggerMessage(LogLevel.Error, "Kafka: {Fault}")]
    private partial void LogWrong(string fault);

    [LoggerMessage(LogLevel.Warning, "Kafka did not make the topic {Topic}: {Reason}")]
    private partial void LogRefused(string topic, string reason);

    [LoggerMessage(
        LogLevel.Warning, "The empty topic {Topic} had {Has} partitions and has {Wants} now")]
    private partial void LogMended(string topic, int has, int wants);
}
