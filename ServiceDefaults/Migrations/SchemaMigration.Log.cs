using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Migrations;

internal sealed partial class SchemaMigration
{
    [LoggerMessage(
        LogLevel.Warning, "The database is unavailable ({Reason}); trying again in {Delay}")]
    private partial void LogUnavailable(string reason, TimeSpan delay);
}
