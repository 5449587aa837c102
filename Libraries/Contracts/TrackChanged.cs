namespace AudioStreaming.Contracts;

/// <summary>A track's state or metadata changed, or the track is gone.</summary>
/// <param name="Id">Unique per message (UUID version 7).</param>
/// <param name="At">When it happened (UTC).</param>
/// <param name="V">Version of this shape.</param>
/// <param name="TrackId">The track, also the message key.</param>
/// <param name="Change">What happened.</param>
/// <param name="TrackVersion">The row's version after the change; it only grows.</param>
public sealed record TrackChanged(
    Guid Id, DateTimeOffset At, int V, TrackId TrackId, TrackChange Change, long TrackVersion)
{
    public const int CurrentVersion = 1;

    public static TrackChanged New(
        DateTimeOffset at, TrackId track, TrackChange change, long trackVersion) =>
        new(Guid.CreateVersion7(at), at, CurrentVersion, track, change, trackVersion);
}

/// <summary>What can happen to a track.</summary>
public enum TrackChange
{
    Created,
    Processing,
    Ready,
    Failed,
    Edited,
    Deleted,
}
