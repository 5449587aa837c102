using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

internal static class RedisFaults
{
    /// <summary>
    /// Redis is away, slow or refuses, or the connection string has switched a command off; not
    /// all of these have one base type. A command that finds its connection just lost is canceled,
    /// by the client and not by us: then it is a fault only if nobody has asked to stop.
    /// </summary>
    public static bool Is(Exception fault, CancellationToken stopping = default) =>
        fault is RedisException or RedisTimeoutException or RedisCommandException
        || (fault is OperationCanceledException && !stopping.IsCancellationRequested);
}
