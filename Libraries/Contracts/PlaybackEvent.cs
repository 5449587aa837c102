namespace AudioStreaming.Contracts;

/// <summary>
/// One step of one session. Cumulative by design: each event carries the session's whole listening
/// time so far, so that a lost or repeated event changes no total, and a replay of the log gives
/// the same counts in any order.
/// </summary>
/// <param name="Id">Unique per message (UUID version 7).</param>
/// <param name="At">When it happened by the playback service's clock (UTC).</param>
/// <param name="V">Version of this shape.</param>
/// <param name="TrackId">The track played.</param>
/// <param name="SessionId">The play, also the message key.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Sequence">Counts the session's events from 0; the highest is current.</param>
/// <param name="ListenedMs">Time listened so far, in milliseconds; never decreases.</param>
/// <param name="DurationMs">The track's duration in milliseconds; 0 while not known.</param>
/// <param name="PositionMs">Where in the track the listener is, in milliseconds, if told.</param>
/// <param name="TtlMs">How long the listener is taken to listen if nothing more is heard, in
/// milliseconds; only while listening.</param>
public sealed record PlaybackEvent(
    Guid Id, DateTimeOffset At, int V, TrackId TrackId, SessionId SessionId, PlaybackEventKind Kind,
    long Sequence, long ListenedMs, long DurationMs, long? PositionMs = null, long? TtlMs = null)
{
    public const int CurrentVersion = 1;
}

/// <summary>What a session can do.</summary>
public enum PlaybackEventKind
{
    /// <summary>The session opened: a listener more.</summary>
    Started,

    /// <summary>A heartbeat: still listening.</summary>
    Playing,

    /// <summary>The listener paused: not listening now, but the session goes on.</summary>
    Paused,

    /// <summary>The listener ended the session.</summary>
    Stopped,

    /// <summary>The session's heartbeat stayed away longer than its TTL.</summary>
    Expired,
}
