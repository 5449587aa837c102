namespace AudioStreaming.StatisticsApi.Flush;

internal sealed partial class FlushWorker
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A flush failed and is tried again")]
    private partial void LogRetry(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention failed and is tried again")]
    private partial void LogPruneRetry(Exception exception);
}
