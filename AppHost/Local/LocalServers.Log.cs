using Microsoft.Extensions.Logging;

namespace AudioStreaming.AppHost.Local;

internal sealed partial class LocalServers
{
    [LoggerMessage(LogLevel.Information, "{Description} serves")]
    private static partial void LogServes(ILogger logger, string description);

    [LoggerMessage(LogLevel.Error, "{Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void LogLine(ILogger logger, string line);
}
