using System.Collections.Concurrent;
using AudioStreaming.Contracts;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>What is shown of a track besides its counts.</summary>
internal sealed record TrackEntry(string? Title, string? Artist, string? ArtworkSmallUrl);

/// <summary>
/// Titles and artists, as the catalog publishes them; kept for a short time. Tracks that the
/// catalog does not have are not shown.
/// </summary>
internal sealed class TrackDirectory(
    NpgsqlDataSource database, TimeProvider time, IOptions<ChartOptions> options)
{
    private const int MaxEntries = 10_000;

    private static readonly TrackEntry Unnamed = new(null, null, null);

    private readonly ConcurrentDictionary<TrackId, (TrackEntry? Entry, long At)> _entries = [];

    /// <returns>The tracks that exist. All of them, without names, if there is no
    /// catalog.</returns>
    public async Task<IReadOnlyDictionary<TrackId, TrackEntry>> FindAsync(
        IReadOnlyCollection<TrackId> tracks, CancellationToken cancellationToken)
    {
        var missing = tracks.Where(IsMissing).ToArray();
        if (missing.Length > 0) await LoadAsync(missing, cancellationToken);
        var found = new Dictionary<TrackId, TrackEntry>(tracks.Count);
        foreach (var track in tracks)
        {
            if (_entries.TryGetValue(track, out var known) && known.Entry is not null)
                found[track] = known.Entry;
        }
        return found;
    }

    private bool IsMissing(TrackId track) =>
        !_entries.TryGetValue(track, out var known)
        || time.GetElapsedTime(known.At) > options.Value.DirectoryAge;

    private async Task LoadAsync(TrackId[] tracks, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var rows = await QueryAsync(tracks, cancellationToken);
        if (_entries.Count + tracks.Length > MaxEntries) _entries.Clear();
        foreach (var track in tracks)
            _entries[track] = (rows is null ? Unnamed : rows.GetValueOrDefault(track), now);
    }

    private async Task<Dictionary<TrackId, TrackEntry>?> QueryAsync(
        TrackId[] tracks, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            var rows = await connection.QueryAsync<(Guid, string, string, long, bool)>(
                new CommandDefinition(
                    """
                    SELECT
                      id,
                      title,
                      artist,
                      -- art/{track}/{version}/: the presentation's version, not the row's.
                      coalesce(nullif(split_part(artwork_key, '/', 3), '')::bigint, version),
                      artwork_key IS NOT NULL
                    FROM catalog.track_directory
                    WHERE id = ANY(@ids)
                    """,
                    new { ids = tracks.Select(track => track.Value).ToArray() },
                    cancellationToken: cancellationToken));
            return rows.ToDictionary(
                row => new TrackId(row.Item1),
                row => new TrackEntry(
                    row.Item2, row.Item3, row.Item5 ? ArtworkUrl(row.Item1, row.Item4) : null));
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    private static string ArtworkUrl(Guid track, long version) =>
        $"/media/{track}/{version}/art/cover-128.jpg";
}
