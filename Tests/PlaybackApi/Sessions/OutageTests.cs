using System.Net;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

/// <summary>Servers of its own, to take away.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly (string, string)[] Quick =
    [
        ("Playback:Heartbeat", "00:00:01"),
        ("Playback:Ttl", "00:00:02"),
        ("Playback:Lease", "00:00:01"),
        ("Playback:SweepInterval", "00:00:00.2"),
    ];

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);

    private readonly InfrastructureFixture _infrastructure = new();
    private PlaybackWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _infrastructure.InitializeAsync();
        _world = await PlaybackWorld.CreateAsync(_infrastructure);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _infrastructure.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SilentSession_WithRedisRestartedInBetween_StillExpires(bool notifications)
    {
        var replica = await _world.StartAsync(
            [.. Quick, ("Playback:Notifications", $"{notifications}")]);
        var track = await _world.AddTrackAsync();
        var before = await Listener.PlayAsync(replica.Client, track);
        await _infrastructure.RedisServer.StopAsync();
        await _infrastructure.RedisServer.StartAsync(Cancellation);
        await _world.Events.FoundAsync(before.Session, PlaybackEventKind.Expired);

        // And what is needed for the next ones is set again.
        var after = await Listener.PlayAsync(replica.Client, track);
        await _world.Events.FoundAsync(after.Session, PlaybackEventKind.Expired);
    }

    [Fact]
    public async Task Requests_WithRedisAway_AreAnsweredUnavailableAndThenWorkAgain()
    {
        var replica = await _world.StartAsync();
        var track = await _world.AddTrackAsync();
        var listener = await Listener.PlayAsync(replica.Client, track);
        await _infrastructure.RedisServer.StopAsync();
        using var ping = await InTimeAsync(listener.PingAsync(replica.Client));
        using var play = await InTimeAsync(
            replica.Client.PostAsync($"/play/{track}", null, Cancellation));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ping.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, play.StatusCode);

        await _infrastructure.RedisServer.StartAsync(Cancellation);
        await Eventually.TrueAsync(
            async () =>
            {
                using var again = await listener.PingAsync(replica.Client);
                return again.StatusCode == HttpStatusCode.OK;
            },
            "the session does not go on after Redis came back");
    }

    [Fact]
    public async Task Sessions_WithKafkaAway_GoOnAndEndInTheLogWhenItIsBack()
    {
        var replica = await _world.StartAsync(Quick);
        var track = await _world.AddTrackAsync();
        await _infrastructure.KafkaBroker.KillAsync();

        var stopped = await InTimeAsync(Listener.PlayAsync(replica.Client, track));
        var silent = await InTimeAsync(Listener.PlayAsync(replica.Client, track));
        using var ping = await InTimeAsync(stopped.PingAsync(replica.Client));
        using var stop = await InTimeAsync(stopped.StopAsync(replica.Client));
        Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
        await Eventually.TrueAsync(
            async () =>
            {
                using var late = await silent.PingAsync(replica.Client, "paused");
                return late.StatusCode is HttpStatusCode.Gone or HttpStatusCode.OK;
            },
            "pings are not answered");

        await _infrastructure.KafkaBroker.StartAsync(Cancellation);
        await _world.Events.FoundAsync(stopped.Session, PlaybackEventKind.Stopped);
    }

    [Fact]
    public async Task Sessions_WithMoreEventsThanTheQueueHolds_AreAnsweredAndAllEndInTheLog()
    {
        const int queue = 5;
        var replica = await _world.StartAsync(
            [.. Quick, ("Playback:EventQueueLength", $"{queue}")]);
        var track = await _world.AddTrackAsync();
        await _infrastructure.KafkaBroker.KillAsync();

        var listeners = new List<Listener>();
        for (var count = 0; count < 4 * queue; count++)
        {
            var listener = await InTimeAsync(Listener.PlayAsync(replica.Client, track));
            using var ping = await InTimeAsync(listener.PingAsync(replica.Client));
            using var stop = await InTimeAsync(listener.StopAsync(replica.Client));
            Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
            Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
            listeners.Add(listener);
        }

        await _infrastructure.KafkaBroker.StartAsync(Cancellation);
        foreach (var listener in listeners)
            await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Stopped);
    }

    [Fact]
    public async Task LastEvent_WithKafkaAwayAndTheReplicaStopped_IsPublishedByTheNext()
    {
        var replica = await _world.StartAsync(Quick);
        var listener = await Listener.PlayAsync(replica.Client, await _world.AddTrackAsync());
        await _infrastructure.KafkaBroker.KillAsync();
        using var stop = await listener.StopAsync(replica.Client);
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
        await replica.DisposeAsync();

        await _infrastructure.KafkaBroker.StartAsync(Cancellation);
        await _world.StartAsync(Quick);
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Stopped);
    }

    /// <summary>No request hangs.</summary>
    private static Task<T> InTimeAsync<T>(Task<T> answer) =>
        answer.WaitAsync(LongestAnswer, Cancellation);
}
