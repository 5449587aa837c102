using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>
/// A reading together with the names of its tracks: what every answer is made from.
/// </summary>
internal sealed class Board(
    BoardReading reading, IReadOnlyDictionary<TrackId, TrackEntry> directory)
{
    public DateTimeOffset AsOf => reading.At;

    public long ListeningNow => reading.ListeningNow;

    public long PeakToday => reading.PeakToday;

    /// <summary>The tracks listened to now, most listeners first.</summary>
    public IEnumerable<(TrackId Track, long Listeners, long Plays)> Live =>
        from track in reading.Charts[ChartName.Now]
        where directory.ContainsKey(track)
        let counts = reading.Tracks[track]
        select (track, counts.Listeners, counts.Plays);

    public ChartResponse Chart(ChartName chart, int limit)
    {
        var shown = reading.Charts[chart].Where(directory.ContainsKey).Take(limit);
        return new ChartResponse(
            chart.Text(), AsOf, [.. shown.Select((track, i) => Item(chart, i + 1, track))]);
    }

    public StatsResponse Stats(int limit)
    {
        var shown = reading.Charts[ChartName.All].Where(directory.ContainsKey).Take(limit)
            .Union(Live.Take(limit).Select(live => live.Track))
            .Select(track => (Track: track, Counts: reading.Tracks[track]))
            .OrderByDescending(entry => entry.Counts.Plays)
            .ThenByDescending(entry => entry.Counts.Listeners)
            .Select(entry => new StatsItem(
                entry.Track, directory[entry.Track].Title, directory[entry.Track].Artist,
                entry.Counts.Plays, entry.Counts.Listeners, entry.Counts.Last24Hours))
            .ToList();
        return new StatsResponse(shown, shown.Count, ListeningNow, PeakToday, AsOf);
    }

    private ChartItem Item(ChartName chart, int rank, TrackId track)
    {
        var counts = reading.Tracks[track];
        var entry = directory[track];
        var plays = chart switch
        {
            ChartName.Week => counts.Last7Days,
            ChartName.All => counts.Plays,
            _ => counts.Last24Hours,
        };
        return new ChartItem(
            rank, track, entry.Title, entry.Artist, entry.ArtworkSmallUrl, plays,
            counts.Listeners, counts.Plays, counts.Last24Hours,
            chart == ChartName.Trending ? Math.Round(counts.Trending, 3) : null);
    }
}
