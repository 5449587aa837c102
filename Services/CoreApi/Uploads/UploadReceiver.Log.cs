using AudioStreaming.Contracts;

namespace AudioStreaming.CoreApi.Uploads;

internal sealed partial class UploadReceiver
{
    [LoggerMessage(LogLevel.Information, "Upload {Track} failed and is compensated: {Fault}")]
    private partial void LogFailed(TrackId track, string fault);

    [LoggerMessage(LogLevel.Warning, "Upload {Track} will be compensated by the recovery pass")]
    private partial void LogCompensationPostponed(Exception fault, TrackId track);
}
