namespace AudioStreaming.Converter.Recovery;

internal sealed partial class TrackRecovery
{
    [LoggerMessage(LogLevel.Warning, "{Count} abandoned tracks are announced again")]
    private partial void LogRecovered(int count);
}
