using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

internal static class RedisFaults
{
    /// <summary>
    /// Redis is away, slow or refuses, or the connection string has switched a command off; not
    /// all of these have one base type.
    /// </summary>
    public static bool Is(Exception fault) =>
        fault is RedisException or RedisTimeoutException or RedisCommandException;
}
