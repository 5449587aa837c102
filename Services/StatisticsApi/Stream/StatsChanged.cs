using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Charts;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>
/// The data of a <c>stats</c> event: the whole of what is shown, not a difference.
/// </summary>
public sealed record StatsChanged(
    long ListeningNow, long PeakToday, DateTimeOffset AsOf, IReadOnlyList<LiveTrack> Live,
    IReadOnlyDictionary<string, IReadOnlyList<ChartItem>> Charts)
{
    private const int Entries = 10;

    private static readonly ChartName[] Pushed =
        [ChartName.Day, ChartName.Week, ChartName.All, ChartName.Trending];

    internal static StatsChanged Of(Board board) => new(
        board.ListeningNow, board.PeakToday, board.AsOf,
        [.. board.Live.Select(live => new LiveTrack(live.Track, live.Listeners, live.Plays))],
        Pushed.ToDictionary(chart => chart.Text(), chart => board.Chart(chart, Entries).Items));
}

/// <summary>A track that somebody listens to, and so the only kind whose plays change.</summary>
public sealed record LiveTrack(TrackId TrackId, long OnlineNow, long TotalPlays);
