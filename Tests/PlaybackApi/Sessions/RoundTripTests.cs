using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

/// <summary>What a heartbeat costs.</summary>
public sealed class RoundTripTests(InfrastructureFixture infrastructure)
{
    private const int Pings = 25;

    /// <summary>What the client library sends for itself.</summary>
    private static readonly string[] Upkeep = ["\"PING\"", "\"INFO\"", "\"ECHO\"", "\"SELECT\""];

    [Fact]
    public async Task Ping_CostsOneCommand()
    {
        await using var world = await PlaybackWorld.CreateAsync(infrastructure);
        var replica = await world.StartAsync(("Playback:SweepInterval", "00:10:00"));
        var listener = await Listener.PlayAsync(replica.Client, await world.AddTrackAsync());
        (await listener.PingAsync(replica.Client)).Dispose();

        await using var monitor = await RedisMonitor.StartAsync(
            infrastructure.Redis, world.RedisDatabase);
        for (var ping = 0; ping < Pings; ping++)
            (await listener.PingAsync(replica.Client)).EnsureSuccessStatusCode().Dispose();
        await Eventually.TrueAsync(
            () => Commands(monitor).Count >= Pings, "Redis saw too few commands");
        Assert.All(Commands(monitor), command =>
        {
            Assert.StartsWith("\"EVALSHA\"", command);
            Assert.Contains(listener.Session.ToString(), command);
        });
        Assert.Equal(Pings, Commands(monitor).Count);
    }

    private static List<string> Commands(RedisMonitor monitor) =>
    [
        .. monitor.Commands
            .Select(command => command.TrimStart())
            .Where(command => !Upkeep.Any(command.StartsWith)),
    ];
}
