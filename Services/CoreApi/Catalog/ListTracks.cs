using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary><c>GET /tracks</c></summary>
internal static class ListTracks
{
    public const string BadStatus =
        "status must be pending, processing, ready, failed, playable or all";

    private const string AnyStatus = "all";
    private const string Playable = "playable";
    private const int DefaultLimit = 50;
    private const int HighestLimit = 500;
    private const int LongestSearch = 200;

    /// <summary>PostgreSQL's class of errors for values it cannot read.</summary>
    private const string DataException = "22";

    private static readonly string[] Statuses = ["pending", "processing", "ready", "failed"];

    /// <param name="status">
    /// <c>pending</c>, <c>processing</c>, <c>ready</c> (default), <c>failed</c>, <c>playable</c>
    /// (ready, or being prepared and already playable) or <c>all</c>.
    /// </param>
    /// <param name="q">
    /// Words to search for in artist, title and album, tolerant of typos and accents; at most 200
    /// characters.
    /// </param>
    /// <param name="sort">
    /// <c>newest</c> (default), <c>title</c>, <c>plays</c>, and with q <c>relevance</c> (then the
    /// default).
    /// </param>
    /// <param name="limit">Tracks on a page: 1 to 500, 50 if absent.</param>
    /// <param name="cursor">The <c>next_cursor</c> of the page before.</param>
    public static async Task<Results<Ok<TrackPage>, ProblemHttpResult>> HandleAsync(
        string? status, string? q, string? sort, int? limit, string? cursor,
        TrackReader tracks, CancellationToken cancellationToken)
    {
        var statuses = status switch
        {
            null or "" => ["ready"],
            AnyStatus => Statuses,
            Playable => ["ready", "processing"],
            _ when Statuses.Contains(status) => [status],
            _ => null,
        };
        if (statuses is null)
            return Invalid(BadStatus);
        if (limit is < 1 or > HighestLimit)
            return Invalid($"limit must be between 1 and {HighestLimit}");
        var search = string.IsNullOrWhiteSpace(q) ? null : q.Trim().Replace('\0', ' ');
        if (search?.Length > LongestSearch)
            return Invalid($"q must not be longer than {LongestSearch} characters");
        var order = string.IsNullOrEmpty(sort)
            ? search is null ? TrackSort.Newest : TrackSort.Relevance
            : TrackSort.ByName(sort);
        if (order is null || (order == TrackSort.Relevance && search is null))
            return Invalid("sort must be newest, title, plays, or with q relevance");
        var after = string.IsNullOrEmpty(cursor) ? null : TrackCursor.TryDecode(cursor);
        if (!string.IsNullOrEmpty(cursor) && after?.Sort != order.Name)
            return Invalid("cursor does not belong to this list");

        try
        {
            return TypedResults.Ok(await tracks.ListAsync(
                new TrackQuery(
                    statuses, status == Playable, search, order, limit ?? DefaultLimit, after),
                cancellationToken));
        }
        catch (PostgresException unreadable)
            when (after is not null && unreadable.SqlState.StartsWith(DataException))
        {
            return Invalid("cursor does not belong to this list");
        }
    }

    private static ProblemHttpResult Invalid(string message) =>
        ProblemKinds.InvalidRequest.Result(message);
}

/// <summary>A page of the catalog.</summary>
/// <param name="Items">The tracks, in the order asked for.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="NextCursor">Asks for the next page; absent on the last.</param>
public sealed record TrackPage(IReadOnlyList<Track> Items, long Total, string? NextCursor);
