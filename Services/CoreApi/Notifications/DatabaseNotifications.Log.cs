namespace AudioStreaming.CoreApi.Notifications;

internal sealed partial class DatabaseNotifications
{
    [LoggerMessage(
        LogLevel.Warning, "Listening to the database failed ({Reason}); again in {Delay}")]
    private partial void ListeningFailed(string reason, TimeSpan delay);
}
