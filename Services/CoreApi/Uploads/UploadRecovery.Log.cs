using AudioStreaming.Contracts;

namespace AudioStreaming.CoreApi.Uploads;

internal sealed partial class UploadRecovery
{
    [LoggerMessage(LogLevel.Warning, "Upload {Track} could not be undone; tried again later")]
    private partial void CompensationFailed(Exception fault, TrackId track);
}
