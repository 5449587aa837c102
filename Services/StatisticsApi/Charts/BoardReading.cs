using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>All that is shown live, at one moment.</summary>
internal sealed record BoardReading(
    DateTimeOffset At, long ListeningNow, long PeakToday,
    IReadOnlyDictionary<ChartName, IReadOnlyList<TrackId>> Charts,
    IReadOnlyDictionary<TrackId, TrackCounts> Tracks);

/// <summary>A track's counts at one moment.</summary>
internal readonly record struct TrackCounts(
    long Listeners, long Last24Hours, long Last7Days, long Plays, double Trending);
