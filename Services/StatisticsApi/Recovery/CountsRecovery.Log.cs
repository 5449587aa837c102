namespace AudioStreaming.StatisticsApi.Recovery;

internal sealed partial class CountsRecovery
{
    [LoggerMessage(
        Message = "Redis is empty or behind PostgreSQL and is rebuilt from flush {Head}")]
    private partial void LogRebuilding(LogLevel level, Guid head);

    [LoggerMessage(Message = "Redis is rebuilt from flush {Head}")]
    private partial void LogRebuilt(LogLevel level, Guid head);
}
