using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.ServiceDefaults.Sql;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>Takes deleted tracks out of every chart and list. Idempotent.</summary>
internal sealed class DeletedTracks(IConnectionMultiplexer redis, NpgsqlDataSource database)
{
    private static readonly RedisScript ForgetScript = new(typeof(DeletedTracks), "forget-track");

    public async Task ForgetAsync(
        TrackId track, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // PostgreSQL first: a Redis rebuilt from it in between must know the deletion.
        await database.ExecuteAsync(
            """
            INSERT INTO statistics.tracks (track_id, deleted_at)
            VALUES (@track, @at)
            ON CONFLICT (track_id) DO UPDATE
            SET deleted_at = COALESCE(tracks.deleted_at, excluded.deleted_at)
            """,
            new { track = track.Value, at }, cancellationToken);
        await ForgetScript.RunAsync(
            redis.GetDatabase(),
            [
                StatisticsKeys.Deleted, StatisticsKeys.Plays, StatisticsKeys.Day,
                StatisticsKeys.Week, StatisticsKeys.Trending,
            ],
            track.ToRedis());
    }
}
