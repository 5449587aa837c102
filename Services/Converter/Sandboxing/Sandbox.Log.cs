namespace AudioStreaming.Converter.Sandboxing;

internal sealed partial class Sandbox
{
    [LoggerMessage(LogLevel.Information, "Sandbox in force: {Layers}")]
    private partial void LogInForce(string layers);

    [LoggerMessage(
        LogLevel.Warning, "Sandbox without '{Layer}': it is missing or not permitted here")]
    private partial void LogMissingLayer(string layer);
}
