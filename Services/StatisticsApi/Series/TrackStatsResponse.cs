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
