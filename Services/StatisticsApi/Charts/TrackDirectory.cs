using System.ComponentModel;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Media;
using AudioStreaming.ServiceDefaults.Sql;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>What is shown of a track besides its counts.</summary>
[ImmutableObject(true)]
internal sealed record TrackEntry(string? Title, string? Artist, string? ArtworkSmallUrl);

/// <summary>
/// Titles and artists, as the catalog publishes them; kept for a short time. Tracks that the
/// catalog does not have are not shown.
/// </summary>
internal sealed class TrackDirectory(
    NpgsqlDataSource database, HybridCache cache, MediaUrls urls, IOptions<ChartOptions> options)
{
    private const int SmallCover = 128;

    private static readonly TrackEntry Unnamed = new(null, null, null);

    private readonly HybridCacheEntryOptions _kept =
        new() { Expiration = options.Value.DirectoryAge };

    /// <returns>The tracks that exist. All of them, without names, if there is no
    /// catalog.</returns>
    public async Task<IReadOnlyDictionary<TrackId, TrackEntry>> FindAsync(
        IReadOnlyCollection<TrackId> tracks, CancellationToken cancellationToken)
    {
        // One query for all, if any of them is not in the cache.
        var all = new Lazy<Task<Func<TrackId, TrackEntry?>>>(
            () => QueryAsync(tracks, cancellationToken));
        var found = new Dictionary<TrackId, TrackEntry>(tracks.Count);
        foreach (var track in tracks)
        {
            var entry = await cache.GetOrCreateAsync(
                $"track/{track}", (track, all),
                async (missing, _) => (await missing.all.Value)(missing.track), _kept,
                cancellationToken: cancellationToken);
            if (entry is not null) found[track] = entry;
        }
        return found;
    }

    private async Task<Func<TrackId, TrackEntry?>> QueryAsync(
        IReadOnlyCollection<TrackId> tracks, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await database.QueryAsync<(Guid, string, string, string?)>(
                """
                SELECT id, title, artist, artwork_key
                FROM catalog.track_directory
                WHERE id = ANY(@ids)
                """,
                new { ids = tracks.Select(track => track.Value).ToArray() }, cancellationToken);
            return rows.ToDictionary(
                row => new TrackId(row.Item1),
                row => new TrackEntry(row.Item2, row.Item3, urls.Cover(row.Item4, SmallCover)))
                .GetValueOrDefault;
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return _ => Unnamed;
        }
    }
}
