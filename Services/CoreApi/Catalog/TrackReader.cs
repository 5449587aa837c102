using System.Data.Common;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Media;
using AudioStreaming.ServiceDefaults.Sql;
using Npgsql;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>Reads the catalog. Tracks that are being deleted are gone.</summary>
internal sealed class TrackReader(NpgsqlDataSource database, PlayTotals plays, MediaUrls urls)
{
    private const string Unranked = "0::float8";

    public async Task<Track?> FindAsync(TrackId track, CancellationToken cancellationToken) =>
        await FindAsync([track.Value], cancellationToken) is [var found] ? found : null;

    /// <summary>Those of the tracks that exist.</summary>
    public async Task<IReadOnlyList<Track>> FindAsync(
        Guid[] ids, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<TrackRow>(
            $"""
            SELECT {TrackRow.Columns}, {Unranked} AS rank
            FROM catalog.tracks AS track
            LEFT JOIN {await plays.SourceAsync(cancellationToken)} AS totals
              ON totals.track_id = track.id
            WHERE track.id = ANY(@ids)
              AND track.status <> 'deleting'
            """,
            new { ids }, cancellationToken);
        return rows.ConvertAll(Show);
    }

    public async Task<TrackPage> ListAsync(
        TrackQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var matches = Matches(query, await plays.SourceAsync(cancellationToken));
        var parameters = new
        {
            statuses = query.Statuses,
            search = query.Search,
            limit = query.Limit + 1,
            key = query.After?.Key,
            id = query.After?.Id,
        };
        var total = await ReadTotalAsync(transaction, query, parameters, cancellationToken);
        var rows = await transaction.QueryAsync<TrackRow>(
            $"""
            SELECT *
            FROM ({matches}) AS matches
            WHERE {(query.After is null ? "true" : query.Sort.AfterCursor)}
            ORDER BY {query.Sort.OrderBy}
            LIMIT @limit
            """,
            parameters, cancellationToken);

        var page = rows.Take(query.Limit).ToList();
        var next = rows.Count > query.Limit
            ? new TrackCursor(query.Sort.Name, query.Sort.Key(page[^1]), page[^1].Id).Encode()
            : null;
        return new TrackPage(page.ConvertAll(Show), total, next);
    }

    private Track Show(TrackRow row) => Track.Of(row, urls);

    private static Task<long> ReadTotalAsync(
        DbTransaction transaction, TrackQuery query, object parameters,
        CancellationToken cancellationToken) =>
        transaction.QuerySingleOrDefaultAsync<long>(
            $"""
            SELECT count(*)
            FROM catalog.tracks AS track
            WHERE track.status = ANY(@statuses)
              AND {Predicate(query)}
            """,
            parameters, cancellationToken);

    private static string Matches(TrackQuery query, string totals) =>
        $"""
        SELECT {TrackRow.Columns},
          {Rank(query)} AS rank
        FROM catalog.tracks AS track
        LEFT JOIN {totals} AS totals
          ON totals.track_id = track.id
        WHERE track.status = ANY(@statuses)
          AND {Predicate(query)}
        """;

    private static string Predicate(TrackQuery query) => query.OnlyPlayable
        ? $"track.hls_key IS NOT NULL AND {SearchPredicate(query)}"
        : SearchPredicate(query);

    /// <summary>
    /// Every word as the beginning of one or a typo of one, or all of it but for the spaces. What
    /// was typed is read once, not for each track.
    /// </summary>
    private static string SearchPredicate(TrackQuery query) => query.Search is null
        ? "true"
        : """
          (track.search_words @@ (SELECT catalog.search_query(@search))
            OR catalog.unspaced(track.search_text) LIKE (
              SELECT catalog.unspaced_pattern(@search)))
          """;

    /// <summary>As it was typed goes before what it may have meant.</summary>
    private static string Rank(TrackQuery query) => query.Search is null
        ? Unranked
        : "word_similarity(catalog.fold(@search), track.search_text)::float8";
}
