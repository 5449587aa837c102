namespace AudioStreaming.CoreApi.Catalog;

/// <summary>What of the catalog is asked for, already valid.</summary>
/// <param name="Statuses">Any of these.</param>
/// <param name="OnlyPlayable">Only what has a playlist.</param>
/// <param name="Search">Words typed, or <c>null</c>.</param>
/// <param name="Sort">The order.</param>
/// <param name="Limit">Tracks on a page.</param>
/// <param name="After">Where the page before ended.</param>
internal sealed record TrackQuery(
    string[] Statuses, bool OnlyPlayable, string? Search, TrackSort Sort, int Limit,
    TrackCursor? After);
