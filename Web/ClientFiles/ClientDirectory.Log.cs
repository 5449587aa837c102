namespace AudioStreaming.Web.ClientFiles;

internal sealed partial class ClientDirectory
{
    [LoggerMessage(Level = LogLevel.Warning, Message =
        "There is no client application in {Directory}. Run 'npm ci && npm run build' in "
        + "Web/ClientApp and build again; the API works without it.")]
    private partial void LogNotBuilt(string directory);
}
