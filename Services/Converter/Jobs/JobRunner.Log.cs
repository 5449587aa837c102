using AudioStreaming.Contracts;

namespace AudioStreaming.Converter.Jobs;

internal sealed partial class JobRunner
{
    [LoggerMessage(
        LogLevel.Information, "Track {Track} is ready at version {Version}: {DurationMs} ms")]
    private partial void LogReady(TrackId track, long version, long durationMs);

    [LoggerMessage(LogLevel.Warning, "Track {Track} failed ({Cause}): {Reason}")]
    private partial void LogFailed(TrackId track, string cause, string reason);

    [LoggerMessage(LogLevel.Warning, "Track {Track}: attempt {Attempt} of {Most} failed")]
    private partial void LogAttemptFailed(Exception fault, TrackId track, int attempt, int most);

    [LoggerMessage(
        LogLevel.Information,
        "Track {Track} is longer than expected, {Length} at most, and waits again as a long one")]
    private partial void LogLonger(TrackId track, TimeSpan length);

    [LoggerMessage(
        LogLevel.Warning,
        "Track {Track}: the claim of version {Version} was lost to another worker")]
    private partial void LogClaimLost(TrackId track, long version);

    [LoggerMessage(
        LogLevel.Warning, "Track {Track}: objects of version {Version} could not be removed yet")]
    private partial void LogNotRemoved(Exception fault, TrackId track, long version);
}
