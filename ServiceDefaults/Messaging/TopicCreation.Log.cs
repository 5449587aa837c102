using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Messaging;

internal sealed partial class TopicCreation
{
    [LoggerMessage(
        LogLevel.Warning,
        "Kafka's topics are not made yet and will be tried again: {Reason}")]
    private partial void LogNotYet(string reason);
}
