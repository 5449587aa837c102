namespace AudioStreaming.StatisticsApi.Series;

/// <summary>Consecutive points, without gaps.</summary>
/// <param name="Resolution">Their length: <c>minute</c>, <c>hour</c> or <c>day</c>.</param>
/// <param name="Points">Oldest first; the last one is not over yet.</param>
public sealed record SeriesResponse(string Resolution, IReadOnlyList<SeriesPoint> Points);

/// <summary>What happened in one minute, hour or day.</summary>
/// <param name="At">When it began (UTC).</param>
/// <param name="Plays">Plays that began to count in it.</param>
/// <param name="Starts">Sessions begun.</param>
/// <param name="ListenedSeconds">Time listened.</param>
/// <param name="Listeners">Most sessions listening at once.</param>
public sealed record SeriesPoint(
    DateTimeOffset At, long Plays, long Starts, double ListenedSeconds, long Listeners);
