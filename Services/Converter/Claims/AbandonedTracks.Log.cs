namespace AudioStreaming.Converter.Claims;

internal sealed partial class AbandonedTracks
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} tracks that nobody worked on are announced again")]
    private partial void Announced(int count);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Tracks that nobody works on could not be looked for")]
    private partial void PassFailed(Exception fault);
}
