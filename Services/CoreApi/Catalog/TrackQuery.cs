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

/// <summary>An order of the catalog, and how to go on after a row of it.</summary>
/// <param name="Name">As clients write it.</param>
/// <param name="OrderBy">The order, with the id to make it total.</param>
/// <param name="AfterCursor">Rows behind <c>@key</c> and <c>@id</c>.</param>
/// <param name="Key">A row's sort key, as text that PostgreSQL reads back unchanged.</param>
internal sealed record TrackSort(
    string Name, string OrderBy, string AfterCursor, Func<TrackRow, string> Key)
{
    public static TrackSort Newest { get; } = new(
        "newest",
        "uploaded_at DESC, id DESC",
        "(uploaded_at, id) < (@key::timestamptz, @id)",
        row => row.UploadedAt.ToString("O"));

    public static TrackSort Title { get; } = new(
        "title",
        "sort_title, id",
        "(sort_title, id) > (@key COLLATE \"C\", @id)",
        row => row.SortTitle);

    public static TrackSort Plays { get; } = new(
        "plays",
        "plays DESC, id DESC",
        "(plays, id) < (@key::bigint, @id)",
        row => row.Plays.ToString());

    /// <summary>Best match first; only of a search.</summary>
    public static TrackSort Relevance { get; } = new(
        "relevance",
        "rank DESC, id DESC",
        "(rank, id) < (@key::float8, @id)",
        row => row.Rank.ToString("R"));

    public static IReadOnlyList<TrackSort> All { get; } = [Newest, Title, Plays, Relevance];

    public static TrackSort? ByName(string name) => All.FirstOrDefault(sort => sort.Name == name);
}
