using AudioStreaming.Contracts;

namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobRunner
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Track {Track} is ready at version {Version}: {DurationMs} ms")]
    private partial void Ready(TrackId track, long version, long durationMs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Track {Track} failed ({Cause}): {Reason}")]
    private partial void Failed(TrackId track, string cause, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Track {Track}: attempt {Attempt} of {Most} failed")]
    private partial void AttemptFailed(Exception fault, TrackId track, int attempt, int most);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Track {Track}: the claim of version {Version} was lost to another worker")]
    private partial void ClaimLost(TrackId track, long version);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Track {Track}: objects of version {Version} could not be removed yet")]
    private partial void LeftBehind(Exception fault, TrackId track, long version);
}
