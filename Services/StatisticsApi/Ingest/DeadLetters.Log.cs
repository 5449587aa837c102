namespace AudioStreaming.StatisticsApi.Ingest;

internal sealed partial class DeadLetters
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Record {Offset} of {Topic}/{Partition} moved to the dead letters: {Reason}")]
    private partial void LogDeadLetter(string topic, int partition, long offset, string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The dead letter of record {Offset} of {Topic}/{Partition} is kept without its "
            + "content: {Reason}")]
    private partial void LogWithoutContent(
        string topic, int partition, long offset, string reason);
}
