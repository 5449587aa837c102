namespace AudioStreaming.StatisticsApi.Ingest;

internal sealed partial class IngestWorker
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Ingest failed and is tried again")]
    private partial void LogRetry(Exception exception);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Partition {Partition} is read from offset {Offset} on, after {Previous}")]
    private partial void LogSeek(int partition, long? previous, long offset);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Ingest stopped while {Partitions} partitions have records that are not counted")]
    private partial void LogNotDrained(int partitions);
}
