namespace AudioStreaming.Contracts;

/// <summary>
/// A track waits to be transcoded. Delivered at least once: the claim on
/// <c>catalog.tracks.version</c> decides who works on it, not the message.
/// </summary>
/// <param name="Id">Unique per message (UUID version 7).</param>
/// <param name="At">When it was announced (UTC).</param>
/// <param name="V">Version of this shape.</param>
/// <param name="TrackId">The track, also the message key.</param>
public sealed record TranscodeRequested(Guid Id, DateTimeOffset At, int V, TrackId TrackId)
{
    public const int CurrentVersion = 1;

    public static TranscodeRequested New(DateTimeOffset at, TrackId track) =>
        new(Guid.CreateVersion7(at), at, CurrentVersion, track);
}
