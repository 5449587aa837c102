using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Redis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>
/// Sessions in Redis. Each step is one script and so one atomic round trip; it returns the event
/// that tells of it. The clock is that of Redis: replicas need not agree on the time.
/// </summary>
internal sealed class SessionStore(
    IConnectionMultiplexer connection, IOptions<SessionOptions> options)
{
    /// <summary>Starts the key whose expiry means that a session was silent for its TTL.</summary>
    internal const string MarkerPrefix = "session:{playback}:";

    private const string StateSuffix = ":state";

    private static readonly RedisKey Deadlines = "sessions:{playback}:deadlines";
    private static readonly RedisScript Open = new(typeof(SessionStore), "open");
    private static readonly RedisScript Step = new(typeof(SessionStore), "step");
    private static readonly RedisScript Claim = new(typeof(SessionStore), "claim");
    private static readonly RedisScript Settle = new(typeof(SessionStore), "settle");
    private static readonly RedisScript Overdue = new(typeof(SessionStore), "overdue");

    private readonly long _ttl = Milliseconds(options.Value.Ttl);
    private readonly long _pausedTtl = Milliseconds(options.Value.PausedTtl);
    private readonly long _lease = Milliseconds(options.Value.Lease);

    private IDatabase Redis => connection.GetDatabase();

    public async Task<PlaybackEvent> OpenAsync(SessionId session, TrackId track, long durationMs)
    {
        var result = await Open.RunAsync(
            Redis, Keys(session), session.ToString(), track.ToString(), durationMs, _ttl);
        return Event(PlaybackEventKind.Started, session, track, (long)result, 0, 0, durationMs, 0);
    }

    /// <returns><c>null</c> if the session is over.</returns>
    public Task<PlaybackEvent?> BeatAsync(SessionToken token, bool paused, long? positionMs) =>
        paused
            ? StepAsync(token, PlaybackEventKind.Paused, "paused", _pausedTtl, positionMs)
            : StepAsync(token, PlaybackEventKind.Playing, "playing", _ttl, positionMs);

    /// <returns>The last event, now pending; <c>null</c> if the session was over before.</returns>
    public Task<PlaybackEvent?> StopAsync(SessionToken token, long? positionMs) =>
        StepAsync(token, PlaybackEventKind.Stopped, "stopped", _lease, positionMs);

    /// <summary>Takes the duty to publish the last event of a session that has ended.</summary>
    /// <returns><c>null</c> if it has not ended, or another replica has the duty.</returns>
    public async Task<PlaybackEvent?> ClaimAsync(SessionId session)
    {
        var result = await Claim.RunAsync(Redis, Keys(session), session.ToString(), _lease);
        if (result.IsNull) return null;
        var kind = (string?)result[0] == "stopped"
            ? PlaybackEventKind.Stopped
            : PlaybackEventKind.Expired;
        var track = TrackId.Parse((string)result[1]!);
        return Event(
            kind, session, track, (long)result[2], (long)result[3], (long)result[4],
            (long)result[5], (long)result[6]);
    }

    /// <summary>Forgets a session whose last event Kafka has acknowledged.</summary>
    public Task SettleAsync(SessionId session) =>
        Settle.RunAsync(Redis, [State(session), Deadlines], session.ToString());

    /// <summary>Sessions to claim: silent beyond their TTL, or the last event is pending.</summary>
    public async Task<IReadOnlyList<SessionId>> OverdueAsync(int limit)
    {
        var result = await Overdue.RunAsync(Redis, [Deadlines], limit);
        return [.. ((string[])result!).Select(id => SessionId.Parse(id))];
    }

    private async Task<PlaybackEvent?> StepAsync(
        SessionToken token, PlaybackEventKind kind, string activity, long forMs, long? positionMs)
    {
        var result = await Step.RunAsync(
            Redis, Keys(token.Session), token.Session.ToString(), activity, forMs, _ttl,
            positionMs ?? RedisValue.EmptyString);
        return result.IsNull
            ? null
            : Event(
                kind, token.Session, token.Track, (long)result[0], (long)result[1],
                (long)result[2], (long)result[3], (long)result[4]);
    }

    private PlaybackEvent Event(
        PlaybackEventKind kind, SessionId session, TrackId track, long atMs, long sequence,
        long listenedMs, long durationMs, long positionMs)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(atMs);
        return new PlaybackEvent(
            Guid.CreateVersion7(at), at, PlaybackEvent.CurrentVersion, track, session, kind,
            sequence, listenedMs, durationMs, positionMs,
            kind is PlaybackEventKind.Started or PlaybackEventKind.Playing ? _ttl : null);
    }

    private static RedisKey[] Keys(SessionId session) =>
        [MarkerPrefix + session, State(session), Deadlines];

    private static RedisKey State(SessionId session) => MarkerPrefix + session + StateSuffix;

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
