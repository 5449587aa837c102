using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>
/// What the listeners of a test know that they did. Where an answer was lost because a service was
/// killed, the listener cannot know whether it counts: then it may, but once at most.
/// </summary>
internal sealed class LedgerBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TrackId, (Tally Certain, Tally Possible)> _entries = [];

    public void Certain(TrackId track, Tally tally) => Add(track, tally, default);

    public void Possible(TrackId track, Tally tally) => Add(track, default, tally);

    /// <summary>
    /// Tracks whose listeners wrote the log themselves: everything is known exactly.
    /// </summary>
    public Counts Exact(IReadOnlyCollection<TrackId> tracks)
    {
        var counts = new Counts();
        foreach (var track in tracks) counts.Add(track, _entries[track].Certain);
        return counts;
    }

    /// <summary>Starts and plays must lie between what is certain and what is possible.</summary>
    public void AgreesWith(IReadOnlyDictionary<TrackId, Tally> counted)
    {
        foreach (var (track, (certain, possible)) in _entries)
        {
            var tally = counted.GetValueOrDefault(track);
            Assert.InRange(tally.Starts, certain.Starts, certain.Starts + possible.Starts);
            Assert.InRange(tally.Plays, certain.Plays, certain.Plays + possible.Plays);
        }
    }

    /// <summary>For the test's output.</summary>
    public override string ToString()
    {
        var certain = _entries.Values.Aggregate(
            default(Tally), (sum, entry) => sum + entry.Certain);
        var possible = _entries.Values.Aggregate(
            default(Tally), (sum, entry) => sum + entry.Possible);
        return $"certain {certain}, possible {possible}";
    }

    private void Add(TrackId track, Tally certain, Tally possible)
    {
        lock (_lock)
        {
            var old = _entries.GetValueOrDefault(track);
            _entries[track] = (old.Certain + certain, old.Possible + possible);
        }
    }
}
