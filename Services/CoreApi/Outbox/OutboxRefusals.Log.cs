namespace AudioStreaming.CoreApi.Outbox;

internal sealed partial class OutboxRefusals
{
    [LoggerMessage(
        LogLevel.Warning,
        "Kafka refused a message to {Topic} of {Key} ({Reason}); again in {Backoff}")]
    private partial void LogRefused(string topic, string key, string reason, TimeSpan backoff);

    [LoggerMessage(
        LogLevel.Error,
        "Kafka refuses a message to {Topic} of {Key} for good ({Reason}). It is a dead letter in "
        + "catalog.outbox_dead; SELECT catalog.revive_outbox() sends it again")]
    private partial void LogDeadLettered(string topic, string key, string reason);
}
