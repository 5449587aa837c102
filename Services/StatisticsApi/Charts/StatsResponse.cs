namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>The most played tracks, and those listened to now.</summary>
/// <param name="Items">By plays, most first.</param>
/// <param name="Total">How many items.</param>
/// <param name="ListeningNow">Live sessions of all tracks.</param>
/// <param name="PeakToday">Most live sessions at once since midnight (UTC).</param>
/// <param name="AsOf">When this was read.</param>
public sealed record StatsResponse(
    IReadOnlyList<StatsItem> Items, int Total, long ListeningNow, long PeakToday,
    DateTimeOffset AsOf);
