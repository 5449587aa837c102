using System.Data.Common;
using System.Net.Sockets;
using StackExchange.Redis;

namespace AudioStreaming.ServiceDefaults.Problems;

/// <summary>
/// Tells faults of what a service needs, which pass without a change of the request, from others.
/// </summary>
internal static class Outages
{
    /// <summary>
    /// How Redis begins its refusals while it loads its data, is a replica after a failover, waits
    /// for its master or its cluster, runs a long script, or cannot store more.
    /// </summary>
    private static readonly string[] RedisRefusals =
    [
        "BUSY", "CLUSTERDOWN", "LOADING", "MASTERDOWN", "MISCONF", "NOREPLICAS", "OOM", "READONLY",
        "TRYAGAIN",
    ];

    public static bool Contain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (Is(exception))
                return true;
        return false;
    }

    private static bool Is(Exception exception) => exception switch
    {
        RedisServerException server => RedisRefusals.Contains(server.Message.Split(' ', 2)[0]),
        DbException database => database.IsTransient,
        // Canceled, and not because the client has left: the Redis client does so to a command
        // that finds its connection just lost, others when they have waited for too long.
        OperationCanceledException => true,
        _ => exception is SocketException or TimeoutException or HttpRequestException
            or RedisConnectionException or RedisTimeoutException or IOException,
    };
}
