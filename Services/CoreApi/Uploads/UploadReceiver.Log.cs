using AudioStreaming.Contracts;

namespace AudioStreaming.CoreApi.Uploads;

internal sealed partial class UploadReceiver
{
    [LoggerMessage(LogLevel.Information, "Upload {Track} is undone: {Fault}")]
    private partial void UploadFailed(TrackId track, string fault);

    [LoggerMessage(LogLevel.Warning, "Upload {Track} will be undone by the recovery pass")]
    private partial void CompensationPostponed(Exception fault, TrackId track);
}
