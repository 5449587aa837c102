namespace AudioStreaming.StatisticsApi.Ingest;

internal sealed partial class IngestWorker
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Ingest failed and is tried again")]
    private partial void LogRetry(Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Ingest stopped while {Partitions} partitions have records that are not counted")]
    private partial void LogNotDrained(int partitions);
}
