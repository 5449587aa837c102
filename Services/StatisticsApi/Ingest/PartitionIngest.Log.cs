namespace AudioStreaming.StatisticsApi.Ingest;

internal sealed partial class PartitionIngest
{
    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Partition {Partition} jumps from offset {Expected} to {First}: {Lost} records "
            + "were gone before they were counted. Keep the log longer, or add replicas.")]
    private partial void LogGap(int partition, long expected, long first, long lost);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Partition {Partition} went back from offset {Expected} to {First}: the log was "
            + "replaced under the same id. Counting goes on from there.")]
    private partial void LogWentBack(int partition, long expected, long first);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Count} sessions came to partition {Partition} from another one: partitions "
            + "were added while they ran")]
    private partial void LogMoved(int count, int partition);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} events of partition {Partition} are more than {Retention} older than "
            + "its newest one and not counted")]
    private partial void LogLate(int count, int partition, TimeSpan retention);
}
