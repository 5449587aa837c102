using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

internal static class RedisFaults
{
    /// <summary>
    /// Redis is unavailable, slow or refuses, or the connection string has switched a command off;
    /// not all of these have one base type. A command that finds its connection just lost is
    /// canceled, by the client and not by us.
    /// </summary>
    public static bool Is(Exception fault) =>
        fault is RedisException or RedisTimeoutException or RedisCommandException
            or OperationCanceledException;
}
