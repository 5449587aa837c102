using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Caching;
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
    private static readonly string[] Tags = ["tracks"];
    private static readonly TimeSpan QueryTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadyTime = TimeSpan.FromSeconds(30);

    /// <summary>A track that is absent or in work may change at any moment.</summary>
    private static readonly TimeSpan UnreadyTime = TimeSpan.FromSeconds(1);

    /// <returns><c>null</c> if there is no such track.</returns>
    public ValueTask<PlayableTrack?> FindAsync(TrackId id) =>
        cache.QueryAsync(
            Key(id), (database, id),
            static (find, cancellation) => QueryAsync(find.database, find.id, cancellation),
            static track => track is { IsReady: true } ? ReadyTime : UnreadyTime, Tags);

    public ValueTask ForgetAsync(TrackId id) => cache.RemoveAsync(Key(id));

    public ValueTask ForgetAllAsync() => cache.RemoveByTagAsync(Tags);

    private static string Key(TrackId id) => $"track/{id}";

    private static async ValueTask<PlayableTrack?> QueryAsync(
        NpgsqlDataSource database, TrackId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<PlayableTrack>(new CommandDefinition(
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
    }
}
