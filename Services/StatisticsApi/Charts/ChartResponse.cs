namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>A chart at one moment.</summary>
/// <param name="Chart">Which: <c>now</c>, <c>24h</c>, <c>7d</c>, <c>all</c> or
/// <c>trending</c>.</param>
/// <param name="AsOf">When this was read.</param>
/// <param name="Items">In the order of their ranks.</param>
public sealed record ChartResponse(
    string Chart, DateTimeOffset AsOf, IReadOnlyList<ChartItem> Items);
