using AudioStreaming.Contracts;

namespace AudioStreaming.PlaybackApi.Sessions;

internal sealed partial class EventPublisher
{
    [LoggerMessage(
        LogLevel.Debug, "An event {Kind} did not reach Kafka: {Reason}. A later one repairs it.")]
    private partial void LogNotPublished(PlaybackEventKind kind, string reason);

    [LoggerMessage(
        LogLevel.Warning, "An acknowledged session could not be forgotten; its event is repeated.")]
    private partial void LogNotSettled(Exception fault);
}
