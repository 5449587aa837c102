namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobWorkers
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The job at partition {Partition}, offset {Offset} "
            + "could not be settled; trying again")]
    private partial void NotSettled(Exception fault, int partition, long offset);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The message at partition {Partition}, offset {Offset} cannot be read")]
    private partial void Unreadable(int partition, long offset);
}
