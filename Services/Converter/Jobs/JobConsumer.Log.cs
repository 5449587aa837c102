namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobConsumer
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Kafka troubled; trying again")]
    private partial void KafkaTroubled(Exception fault);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Count} messages of partition {Partition} from offset {Offset} on were dropped "
            + "by the log before they were read; their tracks will be announced again")]
    private partial void MessagesLost(long count, int partition, long offset);
}
