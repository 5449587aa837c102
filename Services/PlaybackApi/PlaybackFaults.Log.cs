namespace AudioStreaming.PlaybackApi;

internal sealed partial class PlaybackFaults
{
    [LoggerMessage(LogLevel.Warning, "A request failed for want of a server: {Fault}")]
    private partial void LogUnavailable(string fault);
}
