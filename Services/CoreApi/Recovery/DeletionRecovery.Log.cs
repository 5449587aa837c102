using AudioStreaming.Contracts;

namespace AudioStreaming.CoreApi.Recovery;

internal sealed partial class DeletionRecovery
{
    [LoggerMessage(LogLevel.Warning, "Track {Track} could not be removed yet; tried again later")]
    private partial void LogPostponed(Exception fault, TrackId track);
}
