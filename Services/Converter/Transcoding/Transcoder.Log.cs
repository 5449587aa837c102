using AudioStreaming.Converter.Sandboxing;

namespace AudioStreaming.Converter.Transcoding;

internal sealed partial class Transcoder
{
    [LoggerMessage(Level = LogLevel.Information, Message = "ffmpeg ended: {End}\n{Errors}")]
    private partial void Ended(SandboxEnd end, string errors);
}
