using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>A simulated session: makes the events that the playback service would.</summary>
internal sealed class Listener(
    TrackId track, DateTimeOffset startedAt, long durationMs = 200_000, long? ttlMs = 25_000)
{
    private long _sequence;
    private DateTimeOffset _at = startedAt;

    public SessionId Id { get; } = SessionId.New();

    public TrackId Track => track;

    public long ListenedMs { get; private set; }

    public PlaybackEvent Start() => Next(PlaybackEventKind.Started, TimeSpan.Zero);

    /// <summary>Listens on and sends a heartbeat.</summary>
    public PlaybackEvent Play(double seconds) => Listen(PlaybackEventKind.Playing, seconds);

    public PlaybackEvent Pause(double seconds = 0) => Listen(PlaybackEventKind.Paused, seconds);

    public PlaybackEvent Stop(double seconds = 0) => Listen(PlaybackEventKind.Stopped, seconds);

    public PlaybackEvent Expire(double afterSeconds) =>
        Next(PlaybackEventKind.Expired, TimeSpan.FromSeconds(afterSeconds));

    private PlaybackEvent Listen(PlaybackEventKind kind, double seconds)
    {
        ListenedMs += (long)(seconds * 1000);
        return Next(kind, TimeSpan.FromSeconds(seconds));
    }

    private PlaybackEvent Next(PlaybackEventKind kind, TimeSpan later)
    {
        _at += later;
        return new PlaybackEvent(
            Guid.CreateVersion7(_at), _at, PlaybackEvent.CurrentVersion, track, Id, kind,
            _sequence++, ListenedMs, durationMs, null,
            kind is PlaybackEventKind.Started or PlaybackEventKind.Playing ? ttlMs : null);
    }
}
