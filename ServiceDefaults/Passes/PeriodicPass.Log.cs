using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Passes;

public abstract partial class PeriodicPass
{
    [LoggerMessage(LogLevel.Warning, "{Pass} failed and runs again in {Backoff}")]
    private partial void LogFailed(Exception fault, string pass, TimeSpan backoff);
}
