namespace AudioStreaming.Converter.Sandboxing;

internal sealed partial class Sandbox
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Sandbox in force: {Layers}")]
    private partial void InForce(string layers);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Sandbox without '{Layer}': it is missing or not permitted here")]
    private partial void MissingLayer(string layer);
}
