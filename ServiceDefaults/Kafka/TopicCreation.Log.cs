using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

internal sealed partial class TopicCreation
{
    [LoggerMessage(
        LogLevel.Warning,
        "Kafka's topics are not made yet and will be tried again: {Reason}")]
    private partial void LogNotYet(string reason);
}
