namespace AudioStreaming.CoreApi.Migrations;

internal sealed partial class CatalogSchema
{
    [LoggerMessage(LogLevel.Warning, "The database is away ({Reason}); trying again in {Delay}")]
    private partial void DatabaseAway(string reason, TimeSpan delay);
}
