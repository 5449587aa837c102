using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>The Redis setting that makes it tell of expired keys.</summary>
internal static class KeyspaceEvents
{
    public const string Setting = "notify-keyspace-events";

    /// <summary>E: by kind of event. x: expired keys.</summary>
    public const string Needed = "Ex";

    /// <summary>Adds what is needed to what is set. Throws if it is not allowed.</summary>
    public static async Task EnableAsync(IServer server)
    {
        var reply = await server.ExecuteAsync("CONFIG", "GET", Setting);
        var present = (string?)reply[1] ?? "";
        var wanted = Add(present);
        if (wanted != present) await server.ExecuteAsync("CONFIG", "SET", Setting, wanted);
    }

    internal static string Add(string present)
    {
        var covered = present.Contains('A') ? present + 'x' : present;
        return present + string.Concat(Needed.Where(flag => !covered.Contains(flag)));
    }
}
