using AudioStreaming.Contracts;
using Dapper;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>Reads the counts where the service keeps them, past its code.</summary>
internal static class StoredCounts
{
    private const string AllTracks = "00000000-0000-0000-0000-000000000000";

    public static async Task<CountsTable> DatabaseTotalsAsync(
        this StatisticsEnvironment environment)
    {
        var counts = new CountsTable();
        await using var connection = await environment.Database.OpenConnectionAsync();
        var rows = await connection.QueryAsync<(Guid Track, long, long, long)>(
            "SELECT track_id, plays, starts, listened_ms FROM statistics.track_totals");
        foreach (var row in rows)
            counts.Add(new TrackId(row.Track), new Tally(row.Item2, row.Item3, row.Item4));
        return counts;
    }

    public static async Task<CountsTable> DatabaseMinutesAsync(
        this StatisticsEnvironment environment)
    {
        var counts = new CountsTable();
        await using var connection = await environment.Database.OpenConnectionAsync();
        var rows = await connection.QueryAsync<(Guid Track, DateTime At, long, long, long)>(
            $"""
            SELECT track_id, at, plays, starts, listened_ms
            FROM statistics.buckets
            WHERE resolution = 'minute' AND track_id <> '{AllTracks}'
            """);
        foreach (var row in rows)
        {
            counts.Add(
                new TrackId(row.Track), (long)(row.At - DateTime.UnixEpoch).TotalMinutes,
                new Tally(row.Item3, row.Item4, row.Item5));
        }
        return counts;
    }

    /// <summary>
    /// The sum of all buckets of a resolution: per track, or as kept for all tracks.
    /// </summary>
    public static async Task<Tally> DatabaseSumAsync(
        this StatisticsEnvironment environment, string resolution, bool perTrack)
    {
        await using var connection = await environment.Database.OpenConnectionAsync();
        var (plays, starts, listened) = await connection.QuerySingleAsync<(long, long, long)>(
            $"""
            SELECT
              COALESCE(sum(plays), 0)::bigint,
              COALESCE(sum(starts), 0)::bigint,
              COALESCE(sum(listened_ms), 0)::bigint
            FROM statistics.buckets
            WHERE resolution = @resolution AND (track_id <> '{AllTracks}') = @perTrack
            """,
            new { resolution, perTrack });
        return new Tally(plays, starts, listened);
    }

    public static async Task<CountsTable> RedisTotalsAsync(this StatisticsEnvironment environment)
    {
        var counts = new CountsTable();
        var redis = environment.Redis.GetDatabase();
        foreach (var entry in await redis.SortedSetRangeByRankWithScoresAsync("{stats}:plays"))
            counts.Add(Track((byte[])entry.Element!), new Tally((long)entry.Score, 0, 0));
        foreach (var entry in await redis.HashGetAllAsync("{stats}:totals"))
        {
            var field = (byte[])entry.Name!;
            var value = (long)entry.Value;
            counts.Add(
                Track(field[1..]),
                field[0] == 's' ? new Tally(0, value, 0) : new Tally(0, 0, value));
        }
        return counts;
    }

    /// <summary>Plays in a window: <c>24h</c> or <c>7d</c>.</summary>
    public static async Task<long> RedisWindowAsync(
        this StatisticsEnvironment environment, string window)
    {
        var entries = await environment.Redis.GetDatabase()
            .SortedSetRangeByRankWithScoresAsync($"{{stats}}:{window}");
        return entries.Sum(entry => (long)entry.Score);
    }

    public static async Task<long> RedisLiveAsync(this StatisticsEnvironment environment) =>
        await environment.Redis.GetDatabase().SortedSetLengthAsync("{stats}:live")
        + await environment.Redis.GetDatabase().SortedSetLengthAsync("{stats}:listeners");

    /// <summary>Whether PostgreSQL holds all that Redis has counted.</summary>
    public static async Task<bool> IsFlushedAsync(this StatisticsEnvironment environment)
    {
        RedisKey[] waiting = ["{stats}:delta", "{stats}:delta:offsets", "{stats}:batch"];
        var redis = environment.Redis.GetDatabase();
        return await redis.KeyExistsAsync("{stats}:head")
            && await redis.KeyExistsAsync(waiting) == 0;
    }

    private static TrackId Track(byte[] bytes) => new(new Guid(bytes, bigEndian: true));
}
