using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>
/// What the listeners of a test know that they did, session by session. Two things they cannot
/// know, and then it may count, but once at most: whether a request was carried out whose answer
/// was lost; and whether the end of a session was published that Redis lost, for such a session is
/// over, and only what was published of it is in the log.
/// </summary>
internal sealed class LedgerBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionId, (TrackId Track, Tally Tally)> _sessions = [];
    private readonly HashSet<SessionId> _doubtful = [];
    private readonly Dictionary<TrackId, long> _perhapsPlayed = [];
    private readonly Dictionary<TrackId, long> _unanswered = [];
    private readonly CountsTable _written = new();
    private int _losses;

    /// <summary>Changes when Redis begins to lose sessions, and when it has lost them.</summary>
    public int Losses
    {
        get
        {
            lock (_lock) return _losses;
        }
    }

    /// <param name="session">Opened by <c>/play</c>, which answered.</param>
    /// <param name="track">What it plays.</param>
    /// <param name="losses">As it was when the request was sent.</param>
    public void Opened(SessionId session, TrackId track, int losses)
    {
        lock (_lock)
        {
            _sessions.Add(session, (track, new Tally(0, 1, 0)));
            if (losses != _losses || IsLosing(losses)) _doubtful.Add(session);
        }
    }

    /// <summary>It was listened to long enough, and every heartbeat was accepted.</summary>
    public void Played(SessionId session)
    {
        lock (_lock)
        {
            var (track, tally) = _sessions[session];
            _sessions[session] = (track, tally + new Tally(1, 0, 0));
        }
    }

    /// <summary>As before, but some heartbeats were not accepted.</summary>
    public void PerhapsPlayed(SessionId session)
    {
        lock (_lock)
        {
            var (track, _) = _sessions[session];
            _perhapsPlayed[track] = _perhapsPlayed.GetValueOrDefault(track) + 1;
        }
    }

    /// <summary><c>/play</c> gave no answer, or an error.</summary>
    public void Unanswered(TrackId track)
    {
        lock (_lock) _unanswered[track] = _unanswered.GetValueOrDefault(track) + 1;
    }

    /// <summary>A session whose events the test wrote into the log itself.</summary>
    public void Written(TrackId track, Tally tally)
    {
        lock (_lock) _written.Add(track, tally);
    }

    public void BeginLoss()
    {
        lock (_lock) _losses++;
    }

    /// <param name="lost">Whose end was not published when Redis lost them.</param>
    public void EndLoss(IEnumerable<SessionId> lost)
    {
        lock (_lock)
        {
            _losses++;
            _doubtful.UnionWith(lost);
        }
    }

    /// <summary>
    /// Written sessions count exactly. Of the others, starts and plays lie between what is certain
    /// and what is possible.
    /// </summary>
    public void AgreesWith(CountsTable counted)
    {
        var written = _written.ByTrack().Keys.ToList();
        Assert.Equal(_written.Lines, counted.Only(written).Lines);
        var totals = counted.ByTrack();
        foreach (var (track, certain, possible) in Ranges())
        {
            var tally = totals.GetValueOrDefault(track);
            Assert.InRange(tally.Starts, certain.Starts, certain.Starts + possible.Starts);
            Assert.InRange(tally.Plays, certain.Plays, certain.Plays + possible.Plays);
        }
    }

    /// <summary>Every session that is certain is in the log, and so is its play.</summary>
    public void IsIn(LogReplay log) => Assert.Empty(
        from session in _sessions
        where !_doubtful.Contains(session.Key)
        let found = log.Sessions.GetValueOrDefault(session.Key)
        where found.Starts != 1 || found.Plays < session.Value.Tally.Plays
        select $"{session.Key}: {session.Value.Tally}, but in the log {found}");

    /// <summary>For the test's output.</summary>
    public override string ToString()
    {
        var ranges = Ranges().ToList();
        var certain = ranges.Aggregate(default(Tally), (sum, range) => sum + range.Certain);
        var possible = ranges.Aggregate(default(Tally), (sum, range) => sum + range.Possible);
        return $"over HTTP {certain.Starts} starts and {certain.Plays} plays are certain, "
            + $"{possible.Starts} and {possible.Plays} more possible; written {_written.Sum}";
    }

    private IEnumerable<(TrackId Track, Tally Certain, Tally Possible)> Ranges()
    {
        var tracks = _sessions.Values.Select(session => session.Track).Union(_unanswered.Keys);
        foreach (var track in tracks)
        {
            var certain = Sum(track, doubtful: false);
            var possible = Sum(track, doubtful: true);
            var unanswered = _unanswered.GetValueOrDefault(track);
            var perhaps = _perhapsPlayed.GetValueOrDefault(track);
            yield return (track, certain, possible + new Tally(perhaps, unanswered, 0));
        }
    }

    private Tally Sum(TrackId track, bool doubtful) => _sessions
        .Where(session => session.Value.Track == track)
        .Where(session => _doubtful.Contains(session.Key) == doubtful)
        .Aggregate(default(Tally), (sum, session) => sum + session.Value.Tally);

    private static bool IsLosing(int losses) => losses % 2 == 1;
}
