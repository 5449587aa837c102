namespace AudioStreaming.CoreApi.Catalog;

/// <summary>A page of the catalog.</summary>
/// <param name="Items">The tracks, in the order asked for.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="NextCursor">Asks for the next page; absent on the last.</param>
public sealed record TrackPage(IReadOnlyList<Track> Items, long Total, string? NextCursor);
