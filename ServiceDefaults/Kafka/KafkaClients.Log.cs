using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

internal sealed partial class KafkaClients
{
    [LoggerMessage(
        LogLevel.Critical,
        "A consumer of Kafka cannot go on ({Reason}); the service stops, to be started anew")]
    private partial void LogConsumerLost(string reason);
}
