using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

public sealed partial class KafkaProducer
{
    [LoggerMessage(
        LogLevel.Error,
        "The producer for Kafka cannot go on ({Reason}); a new one takes its place, and what was "
        + "not acknowledged is sent again")]
    private partial void LogRenewed(string? reason);
}
