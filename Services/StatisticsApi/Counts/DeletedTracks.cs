using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.ServiceDefaults.Sql;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>
/// Takes deleted tracks out of every chart and list. Idempotent. The catalogue has the last word,
/// for a message alone could hide a track that lives.
/// </summary>
internal sealed class DeletedTracks(IConnectionMultiplexer redis, NpgsqlDataSource database)
{
    private static readonly RedisScript ForgetScript = new(typeof(DeletedTracks), "forget-track");

    /// <returns>False if the catalogue still has the track.</returns>
    public async Task<bool> ForgetAsync(
        TrackId track, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // PostgreSQL first: a Redis rebuilt from it in between must know the deletion.
        var isDeleted = await database.ExecuteAsync(
            """
            INSERT INTO statistics.tracks (track_id, deleted_at)
            SELECT @track, @at
            WHERE NOT EXISTS (SELECT FROM catalog.track_directory WHERE id = @track)
            ON CONFLICT (track_id) DO UPDATE
            SET deleted_at = COALESCE(tracks.deleted_at, excluded.deleted_at)
            """,
            new { track = track.Value, at }, cancellationToken) > 0;
        if (!isDeleted) return false;
        await ForgetScript.RunAsync(
            redis.GetDatabase(),
            [
                StatisticsKeys.Deleted, StatisticsKeys.Plays, StatisticsKeys.Day,
                StatisticsKeys.Week, StatisticsKeys.Trending,
            ],
            track.ToRedis());
        return true;
    }
}
