using Microsoft.Extensions.Logging;

namespace AudioStreaming.AppHost.Local;

internal sealed partial class LocalServerControl
{
    [LoggerMessage(LogLevel.Information, "{Description} serves")]
    private static partial void LogServes(ILogger logger, string description);

    [LoggerMessage(LogLevel.Information, "stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(LogLevel.Error, "it has ended by itself; start it again by its command")]
    private static partial void LogEnded(ILogger logger);

    [LoggerMessage(LogLevel.Error, "{Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void LogLine(ILogger logger, string line);
}
