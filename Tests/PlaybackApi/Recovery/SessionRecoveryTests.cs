using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests.Recovery;

/// <summary>The safety net costs next to nothing while nothing falls into it.</summary>
public sealed class SessionRecoveryTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private const int Batch = 7;

    private static readonly (string, string)[] Quick =
    [
        ("Playback:Heartbeat", "00:00:01"),
        ("Playback:Ttl", "00:00:02"),
        ("Playback:SweepInterval", "00:00:00.2"),
        ("Playback:SweepBatch", $"{Batch}"),
        ("Playback:Lease", "00:00:03"),
    ];

    private PlaybackWorld _world = null!;
    private RedisMonitor _monitor = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await PlaybackWorld.CreateAsync(infrastructure);
        _monitor = await RedisMonitor.StartAsync(infrastructure.Redis, _world.RedisDatabase);
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Pass_WithLiveSessionsOnly_IsOneCommand()
    {
        var replica = await _world.StartAsync([.. Quick, ("Playback:Ttl", "00:05:00")]);
        var track = await _world.AddTrackAsync();
        for (var count = 0; count < 20; count++) await Listener.PlayAsync(replica.Client, track);
        var before = _monitor.Scripts.Count;
        await Eventually.TrueAsync(
            () => _monitor.Scripts.Count >= before + 5, "recovery does not look");
        Assert.All(_monitor.Scripts.Skip(before), script => Assert.True(IsPass(script), script));
    }

    [Fact]
    public async Task Pass_WithMoreThanABatchOverdue_TakesABatchAtATime()
    {
        var replica = await _world.StartAsync([.. Quick, ("Playback:Notifications", "false")]);
        var track = await _world.AddTrackAsync();
        var listeners = new List<Listener>();
        for (var count = 0; count < 3 * Batch; count++)
            listeners.Add(await Listener.PlayAsync(replica.Client, track));
        foreach (var listener in listeners)
            await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);

        var scripts = _monitor.Scripts;
        var mostAtOnce = 0;
        for (int index = 0, claims = 0; index < scripts.Count; index++)
        {
            claims = IsPass(scripts[index]) ? 0 : IsClaim(scripts[index]) ? claims + 1 : claims;
            mostAtOnce = Math.Max(mostAtOnce, claims);
        }
        Assert.InRange(mostAtOnce, 1, Batch);
    }

    /// <summary>A look at the deadlines: one key, and how many at most.</summary>
    private static bool IsPass(string script) =>
        script.EndsWith($"\"1\" \"sessions:{{playback}}:deadlines\" \"{Batch}\"");

    /// <summary>The script of three keys, with the session and the lease.</summary>
    private static bool IsClaim(string script) => script.EndsWith("\"3000\"");
}
