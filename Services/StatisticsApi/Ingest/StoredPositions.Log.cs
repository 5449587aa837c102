namespace AudioStreaming.StatisticsApi.Ingest;

internal sealed partial class StoredPositions
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Partition {Partition} is read from offset {Offset} on, after {Previous}")]
    private partial void LogSeek(int partition, long? previous, long offset);
}
