using AudioStreaming.Contracts;

namespace AudioStreaming.CoreApi.Recovery;

internal sealed partial class UploadRecovery
{
    [LoggerMessage(
        LogLevel.Warning, "Upload {Track} could not be compensated; tried again later")]
    private partial void LogPostponed(Exception fault, TrackId track);
}
