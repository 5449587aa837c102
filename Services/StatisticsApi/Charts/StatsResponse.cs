using System.Text.Json.Serialization;
using AudioStreaming.Contracts;

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

/// <summary>A track in the list of <c>/stats</c>.</summary>
/// <param name="TrackId">The track.</param>
/// <param name="Title">Null where the service knows no catalog.</param>
/// <param name="Artist">As the title.</param>
/// <param name="TotalPlays">Plays, ever.</param>
/// <param name="OnlineNow">Sessions listening now.</param>
/// <param name="Last24H">Plays in the last 24 hours.</param>
public sealed record StatsItem(
    TrackId TrackId, string? Title, string? Artist, long TotalPlays, long OnlineNow,
    [property: JsonPropertyName("last_24h")] long Last24H);
