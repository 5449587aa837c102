using AudioStreaming.Testing;
using StackExchange.Redis;

namespace AudioStreaming.Playback.Bench;

/// <summary>What live sessions cost Redis.</summary>
internal static class SessionMemoryBench
{
    private const int Sessions = 10_000;

    public static async Task RunAsync(
        InfrastructureFixture infrastructure, PlaybackUnderLoad service)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            infrastructure.Redis + ",allowAdmin=true");
        var before = await UsedAsync(redis);
        await Parallel.ForAsync(0, Sessions, async (_, _) => await service.OpenAsync());
        var used = await UsedAsync(redis) - before;
        Console.WriteLine($"Memory of Redis for {Sessions:N0} sessions: {used / 1e6:N1} MB");
    }

    private static async Task<long> UsedAsync(ConnectionMultiplexer redis)
    {
        var memory = await redis.GetServers().Single().InfoAsync("memory");
        return long.Parse(memory.Single().Single(pair => pair.Key == "used_memory").Value);
    }
}
