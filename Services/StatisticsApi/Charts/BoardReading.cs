using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>All that is shown live, at one moment.</summary>
internal sealed record BoardReading(
    DateTimeOffset At, long ListeningNow, long PeakToday,
    IReadOnlyDictionary<ChartName, IReadOnlyList<TrackId>> Charts,
    IReadOnlyDictionary<TrackId, TrackCounts> Tracks);
