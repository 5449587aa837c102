using AudioStreaming.Contracts;
using Dapper;
using Microsoft.Extensions.Caching.Hybrid;
using Npgsql;

namespace AudioStreaming.PlaybackApi.Tracks;

/// <summary>
/// The catalog's published view, remembered for a short while, so that the delivery of segments
/// does not ask the database. <see cref="TrackChanges"/> forgets what has changed.
/// </summary>
internal sealed class TrackDirectory(NpgsqlDataSource database, HybridCache cache)
{
    private static readonly TimeSpan QueryTime = TimeSpan.FromSeconds(5);
    private static readonly string[] Tags = ["tracks"];

    private static readonly HybridCacheEntryOptions Ready =
        new() { Expiration = TimeSpan.FromSeconds(30) };

    /// <summary>A track that is absent or in work may change at any moment.</summary>
    private static readonly HybridCacheEntryOptions Unready =
        new() { Expiration = TimeSpan.FromSeconds(1) };

    /// <summary>For how long an answer is kept depends on it: whoever gets it keeps it.</summary>
    private static readonly HybridCacheEntryOptions KeptByQuery =
        new() { Flags = HybridCacheEntryFlags.DisableLocalCacheWrite };

    /// <returns>
    /// <c>null</c> if there is no such track. The query is for all who wait: who leaves does not
    /// stop it.
    /// </returns>
    public ValueTask<PlayableTrack?> FindAsync(TrackId id) =>
        cache.GetOrCreateAsync(
            Key(id), (Directory: this, Id: id),
            static (find, cancellationToken) => find.Directory.QueryAsync(
                find.Id, cancellationToken),
            KeptByQuery);

    public ValueTask ForgetAsync(TrackId id) => cache.RemoveAsync(Key(id));

    public ValueTask ForgetAllAsync() => cache.RemoveByTagAsync(Tags);

    private static string Key(TrackId id) => $"track/{id}";

    private async ValueTask<PlayableTrack?> QueryAsync(
        TrackId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var track = await connection.QuerySingleOrDefaultAsync<PlayableTrack>(new CommandDefinition(
            """
            SELECT status,
                   hls_key AS HlsKey,
                   COALESCE(duration_ms, 0) AS DurationMs
              FROM catalog.track_directory
             WHERE id = @id
            """,
            new { id = id.Value },
            commandTimeout: (int)QueryTime.TotalSeconds,
            cancellationToken: cancellationToken));
        await cache.SetAsync(
            Key(id), track, track is { IsReady: true } ? Ready : Unready, Tags, cancellationToken);
        return track;
    }
}
