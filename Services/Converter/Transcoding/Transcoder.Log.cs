using AudioStreaming.Converter.Sandboxing;

namespace AudioStreaming.Converter.Transcoding;

internal sealed partial class Transcoder
{
    [LoggerMessage(LogLevel.Information, "ffmpeg ended: {End} ({Code})\n{Errors}")]
    private partial void LogEnded(SandboxEnd end, int code, string errors);
}
