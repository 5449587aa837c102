using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

internal static class RedisFaults
{
    /// <summary>Redis is away, slow or refuses; its timeouts have another base type.</summary>
    public static bool Is(Exception fault) => fault is RedisException or RedisTimeoutException;
}
