namespace AudioStreaming.StatisticsApi.Charts;

internal sealed partial class BoardWorker
{
    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Reading the counts failed and is tried again")]
    private partial void LogRetry(Exception exception);
}
