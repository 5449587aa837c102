using AudioStreaming.Contracts;

namespace AudioStreaming.CoreApi.Uploads;

internal sealed partial class UploadLease
{
    [LoggerMessage(LogLevel.Warning, "The lease of upload {Track} could not be renewed")]
    private partial void RenewalFailed(Exception exception, TrackId track);
}
