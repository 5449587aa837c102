using System.Net;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

/// <summary>Clocks that disagree or jump must not change what is counted.</summary>
public sealed class ClockTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private const int TtlMs = 25_000;

    private PlaybackWorld _world = null!;

    public async ValueTask InitializeAsync() =>
        _world = await PlaybackWorld.CreateAsync(infrastructure);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task Session_OverReplicasWhoseClocksDisagree_IsOneByTheClockOfRedis(int hours)
    {
        var right = await _world.StartAsync();
        var wrong = await _world.StartAsync(new SkewedTime(TimeSpan.FromHours(hours)));
        var listener = await Listener.PlayAsync(wrong.Client, await _world.AddTrackAsync());
        foreach (var replica in new[] { right, wrong, right })
        {
            using var ping = await listener.PingAsync(replica.Client);
            Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
        }
        using var stop = await listener.StopAsync(wrong.Client);

        var last = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Stopped);
        await Eventually.TrueAsync(
            () => _world.Events.Of(listener.Session).Count == 5, "the log has not all five events");
        var started = _world.Events.Of(listener.Session).Single(step => step.Sequence == 0);
        Assert.Equal((last.At - started.At).TotalMilliseconds, last.ListenedMs);
        Assert.True((TimeProvider.System.GetUtcNow() - last.At).Duration() < TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(+3_600_000, 0)]
    [InlineData(-3_600_000, TtlMs)]
    public async Task Ping_AfterTheClockOfRedisHasJumped_CreditsNothingThatCannotBe(
        long lastBeatMovedByMs, long creditedMs)
    {
        var replica = await _world.StartAsync();
        var listener = await Listener.PlayAsync(replica.Client, await _world.AddTrackAsync());
        await using var redis = await _world.ConnectRedisAsync();
        // The clock cannot be moved, so the last heartbeat is.
        await redis.GetDatabase().HashIncrementAsync(
            $"session:{{playback}}:{listener.Session}:state", "at", lastBeatMovedByMs);

        (await listener.PingAsync(replica.Client)).Dispose();

        var beat = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Playing);
        Assert.Equal(creditedMs, beat.ListenedMs);
    }

    private sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;
    }
}
