using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Problems;

internal sealed partial class FaultHandler
{
    [LoggerMessage(LogLevel.Error, "{Method} failed: {Error}")]
    private partial void LogRequestFailed(Exception exception, string method, string error);
}
