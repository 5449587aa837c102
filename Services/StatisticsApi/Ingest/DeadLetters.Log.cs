namespace AudioStreaming.StatisticsApi.Ingest;

internal sealed partial class DeadLetters
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} records of {Topic}/{Partition}, from {Offset} on, are dead letters; the "
            + "first: {Reason}")]
    private partial void LogDeadLetters(
        int count, string topic, int partition, long offset, string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The dead letter of record {Offset} of {Topic}/{Partition} is kept without its "
            + "content: {Reason}")]
    private partial void LogWithoutContent(
        string topic, int partition, long offset, string reason);
}
