using AudioStreaming.Contracts;

namespace AudioStreaming.CoreApi.Deletion;

internal sealed partial class TrackDeletion
{
    [LoggerMessage(LogLevel.Warning, "Track {Track} could not be removed yet; tried again later")]
    private partial void DeletionPostponed(Exception fault, TrackId track);
}
