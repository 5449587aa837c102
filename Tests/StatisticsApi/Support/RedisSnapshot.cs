using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>All of a Redis at one moment, to be brought back later: a restored backup.</summary>
internal sealed class RedisSnapshot
{
    private readonly List<(RedisKey Key, byte[] Value)> _entries = [];

    public static async Task<RedisSnapshot> TakeAsync(IConnectionMultiplexer redis)
    {
        var snapshot = new RedisSnapshot();
        var database = redis.GetDatabase();
        foreach (var key in redis.GetServers()[0].Keys(pattern: "*").ToList())
        {
            if (await database.KeyDumpAsync(key) is { } value) snapshot._entries.Add((key, value));
        }
        return snapshot;
    }

    /// <summary>In one transaction, as a server that starts with old data has it at once.</summary>
    public async Task RestoreAsync(IConnectionMultiplexer redis)
    {
        var transaction = redis.GetDatabase().CreateTransaction();
        _ = transaction.ExecuteAsync("FLUSHALL");
        foreach (var (key, value) in _entries)
            _ = transaction.KeyRestoreAsync(key, value);
        Assert.True(await transaction.ExecuteAsync());
    }
}
