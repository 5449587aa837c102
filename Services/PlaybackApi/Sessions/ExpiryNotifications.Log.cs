namespace AudioStreaming.PlaybackApi.Sessions;

internal sealed partial class ExpiryNotifications
{
    [LoggerMessage(
        LogLevel.Warning,
        "Redis does not let this service see or set {Setting}. It must hold '{Needed}' there; "
        + "without it silent listeners leave by recovery, a little later. ({Reason})")]
    private partial void LogNotEnabled(string setting, string needed, string reason);
}
