namespace AudioStreaming.StatisticsApi.Series;

/// <summary>Consecutive points, without gaps.</summary>
/// <param name="Resolution">Their length: <c>minute</c>, <c>hour</c> or <c>day</c>.</param>
/// <param name="Points">Oldest first; the last one is not over yet.</param>
public sealed record SeriesResponse(string Resolution, IReadOnlyList<SeriesPoint> Points);
