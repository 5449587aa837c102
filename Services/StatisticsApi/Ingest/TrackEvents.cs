using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Redis;
using Confluent.Kafka;
using Dapper;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Takes deleted tracks out of every chart and list. Repeating it changes nothing.
/// </summary>
internal sealed class TrackEvents(
    IConnectionMultiplexer redis, NpgsqlDataSource database, DeadLetters deadLetters)
{
    private static readonly RedisScript ForgetScript = new(typeof(TrackEvents), "forget-track");

    public async Task ApplyAsync(
        IReadOnlyList<ConsumeResult<byte[], byte[]>> records, CancellationToken cancellationToken)
    {
        foreach (var record in records)
        {
            using var activity = StatisticsTelemetry.StartTrackEvent(record);
            try
            {
                var change = JsonSerializer.Deserialize(
                    record.Message.Value, ContractsJson.Default.TrackChanged);
                if (change is { Change: TrackChange.Deleted })
                    await DeleteAsync(change.TrackId, change.At, cancellationToken);
            }
            catch (JsonException)
            {
                await deadLetters.AddAsync(record, "not a track event", cancellationToken);
            }
        }
    }

    private async Task DeleteAsync(
        TrackId track, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // PostgreSQL first: a Redis rebuilt from it in between must know the deletion.
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO statistics.tracks (track_id, deleted_at)
            VALUES (@track, @at)
            ON CONFLICT (track_id) DO UPDATE
            SET deleted_at = COALESCE(tracks.deleted_at, excluded.deleted_at)
            """,
            new { track = track.Value, at }, cancellationToken: cancellationToken));
        await ForgetScript.RunAsync(
            redis.GetDatabase(),
            [
                StatisticsKeys.Deleted, StatisticsKeys.Plays, StatisticsKeys.Day,
                StatisticsKeys.Week, StatisticsKeys.Trending,
            ],
            track.ToRedis());
    }
}
