namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>A track's counts at one moment.</summary>
internal readonly record struct TrackCounts(
    long Listeners, long Last24Hours, long Last7Days, long Plays, double Trending);
