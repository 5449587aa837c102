using System.Text.Json.Serialization;
using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary>A track's counts.</summary>
/// <param name="TrackId">The track.</param>
/// <param name="OnlineNow">Sessions listening now.</param>
/// <param name="PeakToday">Most sessions listening at once since midnight (UTC).</param>
/// <param name="TotalPlays">Plays, ever.</param>
/// <param name="Starts">Sessions begun, ever.</param>
/// <param name="ListenedSeconds">Time listened, ever.</param>
/// <param name="Last24H">Plays in the last 24 hours.</param>
/// <param name="Last7D">Plays in the last 7 days.</param>
public sealed record TrackStatsResponse(
    TrackId TrackId, long OnlineNow, long PeakToday, long TotalPlays, long Starts,
    double ListenedSeconds,
    [property: JsonPropertyName("last_24h")] long Last24H,
    [property: JsonPropertyName("last_7d")] long Last7D);

/// <summary>What happened in one minute, hour or day.</summary>
/// <param name="At">When it began (UTC).</param>
/// <param name="Plays">Plays that began to count in it.</param>
/// <param name="Starts">Sessions begun.</param>
/// <param name="ListenedSeconds">Time listened.</param>
/// <param name="Listeners">Most sessions listening at once.</param>
public sealed record SeriesPoint(
    DateTimeOffset At, long Plays, long Starts, double ListenedSeconds, long Listeners);

/// <summary>Consecutive points, without gaps.</summary>
/// <param name="Resolution">Their length: <c>minute</c>, <c>hour</c> or <c>day</c>.</param>
/// <param name="Points">Oldest first; the last one is not over yet.</param>
public sealed record SeriesResponse(string Resolution, IReadOnlyList<SeriesPoint> Points);
