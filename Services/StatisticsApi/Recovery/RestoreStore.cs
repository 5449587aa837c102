using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.StatisticsApi.Counts;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Recovery;

/// <summary>
/// Writes restored counts into Redis, in chunks, as long as nobody else restores.
/// </summary>
internal sealed class RestoreStore(IDatabase redis, string token)
{
    // Values of one call; Lua's unpack bounds it.
    private const int ChunkLength = 4_000;

    private static readonly RedisScript ClearScript = new(typeof(RestoreStore), "clear");
    private static readonly RedisScript RestoreScript = new(typeof(RestoreStore), "restore");

    public Task ClearAsync() => ClearScript.RunAsync(
        redis,
        [
            StatisticsKeys.Rebuild,
            .. StatisticsKeys.All.Where(key => key != StatisticsKeys.Rebuild),
        ],
        token);

    public Task AddToHashAsync(
        RedisKey key, IEnumerable<(RedisValue Field, RedisValue Value)> all) =>
        WriteAsync(key, "HSET", all.SelectMany(entry => (RedisValue[])[entry.Field, entry.Value]));

    public Task AddToSortedSetAsync(
        RedisKey key, IEnumerable<(RedisValue Member, RedisValue Score)> all) =>
        WriteAsync(key, "ZADD", all.SelectMany(entry => (RedisValue[])[entry.Score, entry.Member]));

    public Task AddToSetAsync(RedisKey key, IEnumerable<RedisValue> all) =>
        WriteAsync(key, "SADD", all);

    public Task SetAsync(RedisKey key, RedisValue value) => WriteAsync(key, "SET", [value]);

    private async Task WriteAsync(RedisKey key, string command, IEnumerable<RedisValue> values)
    {
        foreach (var chunk in values.Chunk(ChunkLength))
        {
            var written = (int)await RestoreScript.RunAsync(
                redis, [StatisticsKeys.Rebuild, key], [token, command, .. chunk]);
            if (written == 0) throw new InvalidOperationException("another replica is rebuilding");
        }
    }
}
