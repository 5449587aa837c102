using System.Net;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

/// <summary>Silent listeners leave, once each, whatever happens to who should notice.</summary>
public sealed class ExpiryTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private static readonly (string, string)[] Quick =
    [
        ("Playback:Heartbeat", "00:00:01"),
        ("Playback:Ttl", "00:00:02"),
        ("Playback:PausedTtl", "00:05:00"),
        ("Playback:Lease", "00:00:01"),
        ("Playback:SweepInterval", "00:00:00.2"),
    ];

    private static readonly (string, string) NoSweep = ("Playback:SweepInterval", "00:10:00");
    private static readonly (string, string) NoNotifications = ("Playback:Notifications", "false");

    private PlaybackWorld _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await PlaybackWorld.CreateAsync(infrastructure);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task SilentSession_HeardByThreeReplicas_ExpiresOnce()
    {
        var replicas = new List<PlaybackReplica>();
        for (var count = 0; count < 3; count++)
            replicas.Add(await _world.StartAsync([.. Quick, NoSweep]));
        var listener = await Listener.PlayAsync(
            replicas[0].Client, await _world.AddTrackAsync());
        (await listener.PingAsync(replicas[1].Client)).Dispose();
        var beat = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Playing);
        var expired = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);

        // Silence is not listened to.
        Assert.Equal((2, beat.ListenedMs), (expired.Sequence, expired.ListenedMs));
        Assert.True(expired.At - beat.At >= TimeSpan.FromSeconds(2));
        using var late = await listener.PingAsync(replicas[2].Client);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        await AssertForgottenAsync();
        Assert.Equal(3, _world.Events.Of(listener.Session).Count);
    }

    [Fact]
    public async Task SilentSession_WithNotificationsOff_IsFoundByTheSweep()
    {
        var replica = await _world.StartAsync([.. Quick, NoNotifications]);
        var listener = await Listener.PlayAsync(replica.Client, await _world.AddTrackAsync());
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);
        await AssertForgottenAsync();
    }

    [Fact]
    public async Task ManySilentSessions_MoreThanABatch_AllExpireOnce()
    {
        var replica = await _world.StartAsync(
            [.. Quick, NoNotifications, ("Playback:SweepBatch", "7")]);
        await _world.StartAsync([.. Quick, NoNotifications, ("Playback:SweepBatch", "7")]);
        var track = await _world.AddTrackAsync();
        var listeners = new List<Listener>();
        for (var count = 0; count < 50; count++)
            listeners.Add(await Listener.PlayAsync(replica.Client, track));
        foreach (var listener in listeners)
            await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);
        await AssertForgottenAsync();
        Assert.All(listeners, listener => Assert.Single(
            _world.Events.Of(listener.Session),
            step => step.Kind == PlaybackEventKind.Expired));
    }

    [Fact]
    public async Task PausedSession_OutlivesTheTtlOfPlaying()
    {
        var replica = await _world.StartAsync(Quick);
        var track = await _world.AddTrackAsync();
        var paused = await Listener.PlayAsync(replica.Client, track);
        (await paused.PingAsync(replica.Client, "paused")).Dispose();
        var silent = await Listener.PlayAsync(replica.Client, track);
        await _world.Events.FoundAsync(silent.Session, PlaybackEventKind.Expired);
        using var resumed = await paused.PingAsync(replica.Client);
        Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
    }

    [Theory]
    [InlineData("playback.claimed")]
    [InlineData("playback.last.acknowledged")]
    public async Task SilentSession_WhoseWinnerIsKilled_IsTakenOver(string point)
    {
        var doomed = await _world.StartProcessAsync(
            [.. Quick, ("Faults:KillAt", point)]);
        using var client = new HttpClient { BaseAddress = doomed.BaseAddress };
        var listener = await Listener.PlayAsync(client, await _world.AddTrackAsync());
        await doomed.Exited;

        await _world.StartAsync(Quick);
        await AssertForgottenAsync();
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);
        var expired = _world.Events.Of(listener.Session)
            .Where(step => step.Kind == PlaybackEventKind.Expired).ToList();
        // A repetition says the same, so that it counts the same.
        Assert.Single(expired.Select(step => step with { Id = default }).Distinct());
    }

    [Fact]
    public async Task Stop_OfAReplicaThatIsKilledBeforeItPublishes_IsPublishedByAnother()
    {
        var doomed = await _world.StartProcessAsync(
            [.. Quick, ("Faults:KillAt", "playback.stopped")]);
        using var client = new HttpClient { BaseAddress = doomed.BaseAddress };
        var listener = await Listener.PlayAsync(client, await _world.AddTrackAsync());
        Assert.False(await doomed.TryAsync(other => listener.StopAsync(other)));
        await doomed.Exited;

        await _world.StartAsync(Quick);
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Stopped);
        await AssertForgottenAsync();
    }

    [Fact]
    public async Task Play_OfAReplicaThatIsKilledBeforeItPublishes_StillEnds()
    {
        var doomed = await _world.StartProcessAsync(
            [.. Quick, ("Faults:KillAt", "playback.opened")]);
        var track = await _world.AddTrackAsync();
        Assert.False(await doomed.TryAsync(client => Listener.PlayAsync(client, track)));
        await doomed.Exited;

        await _world.StartAsync(Quick);
        await AssertForgottenAsync();
    }

    private async Task AssertForgottenAsync()
    {
        await using var redis = await _world.ConnectRedisAsync();
        await Eventually.TrueAsync(
            async () => (long)await redis.GetDatabase().ExecuteAsync("DBSIZE") == 0,
            "Redis remembers a session that is settled");
    }
}
