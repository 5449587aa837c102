using System.Runtime.InteropServices;
using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>What a batch adds to one track in one minute.</summary>
internal readonly record struct Tally(long Plays, long Starts, long ListenedMs);

/// <summary>
/// The counting rules of docs/methodology.md. Folds the events of one partition, in the order of
/// the log, into changed sessions and tallies. The result depends on the log and on nothing else:
/// not on batches, clocks, restarts or replicas.
/// </summary>
/// <param name="partition">The partition the events come from.</param>
/// <param name="watermarkMs">The newest event time seen in the partition so far.</param>
/// <param name="known">The sessions as they were before the batch.</param>
/// <param name="retention">How long a session is remembered after its last event.</param>
internal sealed class PartitionFold(
    int partition, long watermarkMs, Dictionary<SessionId, SessionState> known, TimeSpan retention)
{
    /// <summary>Listening time that makes a play, for tracks that are not shorter.</summary>
    public const long PlayThresholdMs = 30_000;

    private readonly long _retentionMs = (long)retention.TotalMilliseconds;

    public Dictionary<SessionId, SessionState> Changed { get; } = [];

    /// <summary>By track and minute since 1970 (UTC).</summary>
    public Dictionary<(TrackId Track, long Minute), Tally> Tallies { get; } = [];

    public long WatermarkMs { get; private set; } = watermarkMs;

    /// <summary>Events too old to be told from repeated ones: they count nothing.</summary>
    public int Late { get; private set; }

    /// <summary>
    /// Sessions that another partition carried before, as they were then: partitions were added
    /// while they ran.
    /// </summary>
    public Dictionary<SessionId, SessionState> Moved { get; } = [];

    public void Add(PlaybackEvent message)
    {
        var at = message.At.ToUnixTimeMilliseconds();
        if (at < WatermarkMs - _retentionMs)
        {
            Late++;
            return;
        }
        WatermarkMs = Math.Max(WatermarkMs, at);

        ref var session = ref CollectionsMarshal.GetValueRefOrAddDefault(
            Changed, message.SessionId, out var seen);
        if (!seen && known.TryGetValue(message.SessionId, out session))
        {
            seen = true;
            if (session.Partition != partition) Moved.Add(message.SessionId, session);
        }
        if (!seen || session.LastAtMs < WatermarkMs - _retentionMs)
            session = Open(message, at);

        var gained = Math.Max(0, message.ListenedMs - session.ListenedMs);
        var listened = session.ListenedMs + gained;
        var played = !session.Counted && listened >= Threshold(message.DurationMs);
        if (gained > 0 || played)
            Count(session.Track, at, new Tally(played ? 1 : 0, 0, gained));

        var newer = message.Sequence > session.Sequence;
        session = session with
        {
            LastAtMs = Math.Max(session.LastAtMs, at),
            Partition = partition,
            Sequence = Math.Max(session.Sequence, message.Sequence),
            ListenedMs = listened,
            Counted = session.Counted || played,
            Live = newer ? IsLive(message.Kind) : session.Live,
            TtlMs = newer ? message.TtlMs ?? session.TtlMs : session.TtlMs,
        };
    }

    private SessionState Open(PlaybackEvent message, long at)
    {
        Count(message.TrackId, at, new Tally(0, 1, 0));
        return new SessionState(
            message.TrackId, at, partition, -1, 0, false, false, SessionState.UsualTtlMs);
    }

    private void Count(TrackId track, long atMs, Tally more)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(
            Tallies, (track, Math.DivRem(atMs, 60_000).Quotient), out _);
        tally = new Tally(
            tally.Plays + more.Plays,
            tally.Starts + more.Starts,
            tally.ListenedMs + more.ListenedMs);
    }

    private static bool IsLive(PlaybackEventKind kind) =>
        kind is PlaybackEventKind.Started or PlaybackEventKind.Playing;

    private static long Threshold(long durationMs) =>
        durationMs > 0 ? Math.Min(PlayThresholdMs, durationMs) : PlayThresholdMs;
}
