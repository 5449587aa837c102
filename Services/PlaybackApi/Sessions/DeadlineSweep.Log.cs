namespace AudioStreaming.PlaybackApi.Sessions;

internal sealed partial class DeadlineSweep
{
    [LoggerMessage(LogLevel.Warning, "A sweep over the deadlines failed: {Reason}")]
    private partial void LogFailed(string reason);
}
