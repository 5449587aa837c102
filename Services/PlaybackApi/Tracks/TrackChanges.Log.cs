namespace AudioStreaming.PlaybackApi.Tracks;

internal sealed partial class TrackChanges
{
    [LoggerMessage(LogLevel.Warning, "Changes of tracks arrive late: {Reason}")]
    private partial void LogInterrupted(string reason);
}
