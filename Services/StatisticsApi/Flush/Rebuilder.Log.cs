namespace AudioStreaming.StatisticsApi.Flush;

internal sealed partial class Rebuilder
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Redis is empty or behind PostgreSQL and is rebuilt from flush {Head}")]
    private partial void LogRebuilding(Guid head);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is rebuilt from flush {Head}")]
    private partial void LogRebuilt(Guid head);
}
