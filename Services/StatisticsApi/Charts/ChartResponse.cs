using System.Text.Json.Serialization;
using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>A chart at one moment.</summary>
/// <param name="Chart">Which: <c>now</c>, <c>24h</c>, <c>7d</c>, <c>all</c> or
/// <c>trending</c>.</param>
/// <param name="AsOf">When this was read.</param>
/// <param name="Items">In the order of their ranks.</param>
public sealed record ChartResponse(
    string Chart, DateTimeOffset AsOf, IReadOnlyList<ChartItem> Items);

/// <summary>A place in a chart.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="TrackId">The track.</param>
/// <param name="Title">Null where the service knows no catalog.</param>
/// <param name="Artist">As the title.</param>
/// <param name="ArtworkSmallUrl">Path of a small cover, if there is one.</param>
/// <param name="Plays">Plays in the chart's time; in the last 24 hours for now and
/// trending.</param>
/// <param name="OnlineNow">Sessions listening now.</param>
/// <param name="TotalPlays">Plays, ever.</param>
/// <param name="Last24H">Plays in the last 24 hours.</param>
/// <param name="Score">Only for trending: plays, each halved for every half-life since.</param>
public sealed record ChartItem(
    int Rank, TrackId TrackId, string? Title, string? Artist, string? ArtworkSmallUrl,
    long Plays, long OnlineNow, long TotalPlays,
    [property: JsonPropertyName("last_24h")] long Last24H,
    double? Score);
