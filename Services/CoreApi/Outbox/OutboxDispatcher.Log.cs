namespace AudioStreaming.CoreApi.Outbox;

internal sealed partial class OutboxDispatcher
{
    [LoggerMessage(
        LogLevel.Warning, "Messages could not be sent; they stay and are tried in {Backoff}")]
    private partial void DispatchFailed(Exception fault, TimeSpan backoff);
}
