using AudioStreaming.Converter.Sandboxing;

namespace AudioStreaming.Converter.Transcoding;

internal sealed partial class Transcoder
{
    [LoggerMessage(
        Level = LogLevel.Information, Message = "ffmpeg ended: {End} ({Code})\n{Errors}")]
    private partial void Ended(SandboxEnd end, int code, string errors);
}
