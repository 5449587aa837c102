namespace AudioStreaming.PlaybackApi.Sessions;

internal sealed partial class ExpiryNotifications
{
    [LoggerMessage(LogLevel.Warning, "Expiry notifications were interrupted: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "Redis does not let this service see or set {Setting}. It must hold '{Needed}' there; "
        + "without it silent listeners leave with the sweep, a little later. ({Reason})")]
    private partial void LogNotEnabled(string setting, string needed, string reason);
}
