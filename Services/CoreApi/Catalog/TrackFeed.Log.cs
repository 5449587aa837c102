namespace AudioStreaming.CoreApi.Catalog;

internal sealed partial class TrackFeed
{
    [LoggerMessage(LogLevel.Warning, "The feed of tracks was interrupted")]
    private partial void FeedInterrupted(Exception fault);
}
