namespace AudioStreaming.CoreApi;

internal abstract partial class PeriodicPass
{
    [LoggerMessage(LogLevel.Information, "{Pass} put {Count} things right")]
    private partial void PassEnded(string pass, int count);

    [LoggerMessage(LogLevel.Warning, "{Pass} failed; it runs again later")]
    private partial void PassFailed(Exception fault, string pass);
}
