namespace AudioStreaming.StatisticsApi.Live;

internal sealed partial class CountAgingWorker
{
    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Aging the counts failed and is tried again")]
    private partial void LogRetry(Exception exception);
}
