namespace AudioStreaming.PlaybackApi.Sessions;

internal sealed partial class ExpiryNotifications
{
    [LoggerMessage(LogLevel.Warning, "Expiry notifications were interrupted: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "Redis does not let this service set {Setting}. Set it to '{Needed}' there; until then "
        + "silent listeners leave with the sweep, a little later. ({Reason})")]
    private partial void LogNotEnabled(string setting, string needed, string reason);
}
