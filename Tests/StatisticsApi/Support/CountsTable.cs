using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>What is counted of a track, in all or in one minute.</summary>
internal readonly record struct Tally(long Plays, long Starts, long ListenedMs)
{
    public static Tally operator +(Tally a, Tally b) =>
        new(a.Plays + b.Plays, a.Starts + b.Starts, a.ListenedMs + b.ListenedMs);
}

/// <summary>
/// Counts from one source, in a form that can be compared and that differs readably.
/// </summary>
internal sealed class CountsTable
{
    private readonly SortedDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

    public Tally Sum => _tallies.Values.Aggregate(default(Tally), (sum, tally) => sum + tally);

    public IReadOnlyList<string> Lines =>
        [.. _tallies.Where(entry => entry.Value != default).Select(entry => $"{entry}")];

    public void Add(TrackId track, Tally tally) => Add(track.ToString(), tally);

    public void Add(TrackId track, long minute, Tally tally) => Add($"{track} {minute}", tally);

    /// <summary>Of counts in all, not by minute.</summary>
    public IReadOnlyDictionary<TrackId, Tally> ByTrack() =>
        _tallies.ToDictionary(entry => TrackId.Parse(entry.Key), entry => entry.Value);

    public CountsTable Only(IReadOnlyCollection<TrackId> tracks)
    {
        var counts = new CountsTable();
        foreach (var (track, tally) in ByTrack())
            if (tracks.Contains(track)) counts.Add(track, tally);
        return counts;
    }

    private void Add(string key, Tally tally) =>
        _tallies[key] = _tallies.GetValueOrDefault(key) + tally;
}
