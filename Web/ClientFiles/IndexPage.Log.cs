namespace AudioStreaming.Web.ClientFiles;

internal sealed partial class IndexPage
{
    [LoggerMessage(
        LogLevel.Warning,
        "The client application is not built. Run 'npm ci && npm run build' in Web/ClientApp and "
        + "build again; the API works without it.")]
    private partial void LogNotBuilt();
}
