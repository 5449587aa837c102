namespace AudioStreaming.CoreApi.Outbox;

internal sealed partial class OutboxRefusals
{
    [LoggerMessage(
        LogLevel.Warning,
        "Kafka refused a message to {Topic} of {Key} ({Reason}); again in {Pause}")]
    private partial void MessageRefused(string topic, string key, string reason, TimeSpan pause);

    [LoggerMessage(
        LogLevel.Error,
        "Kafka refuses a message to {Topic} of {Key} for good ({Reason}). It is put aside in "
        + "catalog.outbox_dead; SELECT catalog.revive_outbox() sends it again")]
    private partial void MessagePutAside(string topic, string key, string reason);
}
