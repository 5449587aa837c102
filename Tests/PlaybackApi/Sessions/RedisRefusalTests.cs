using System.Net;
using AudioStreaming.Contracts;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

/// <summary>A Redis that is there but refuses: restarting, demoted or managed.</summary>
public sealed class RedisRefusalTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private static readonly (string, string)[] Quick =
    [
        ("Playback:Heartbeat", "00:00:01"),
        ("Playback:Ttl", "00:00:02"),
        ("Playback:SweepInterval", "00:00:00.2"),
    ];

    private static readonly (string, string) NoSweep = ("Playback:SweepInterval", "00:10:00");

    private readonly TestDirectory _directory = new();
    private PlaybackWorld _world = null!;
    private RedisServer? _redis;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private (string, string) Connection => ("ConnectionStrings:redis", _redis!.ConnectionString);

    public async ValueTask InitializeAsync() =>
        _world = await PlaybackWorld.CreateAsync(infrastructure);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Requests_WhileRedisLoadsItsData_AreUnavailableAndThenWorkAgain()
    {
        const int keys = 20_000;
        await StartRedisAsync("--key-load-delay", "150");
        var replica = await _world.StartAsync(Connection);
        var track = await _world.AddTrackAsync();
        var listener = await Listener.PlayAsync(replica.Client, track);
        await CommandAsync(
            "EVAL", $"for i = 1, {keys} do redis.call('SET', 'filler:' .. i, i) end", "0");
        await _redis!.StopAsync();

        var loaded = _redis.StartAsync(Cancellation);
        var statuses = new HashSet<HttpStatusCode>();
        while (!loaded.IsCompleted)
        {
            using var ping = await listener.PingAsync(replica.Client);
            using var play = await replica.Client.PostAsync($"/play/{track}", null, Cancellation);
            foreach (var answer in new[] { ping, play }) AssertOkOrUnavailable(answer);
            statuses.Add(ping.StatusCode);
        }
        await loaded;
        Assert.Contains(HttpStatusCode.ServiceUnavailable, statuses);
        await Eventually.TrueAsync(
            async () =>
            {
                using var ping = await listener.PingAsync(replica.Client);
                AssertOkOrUnavailable(ping);
                return ping.StatusCode == HttpStatusCode.OK;
            },
            "the session does not go on with the loaded data");
    }

    [Theory]
    [InlineData("REPLICAOF 127.0.0.1 1", "REPLICAOF NO ONE")]
    [InlineData("CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0")]
    [InlineData("CONFIG SET min-replicas-to-write 1", "CONFIG SET min-replicas-to-write 0")]
    public async Task Requests_ThatRedisRefusesForNow_AreUnavailable(string begin, string end)
    {
        await StartRedisAsync();
        var replica = await _world.StartAsync(Connection);
        var track = await _world.AddTrackAsync();
        var listener = await Listener.PlayAsync(replica.Client, track);

        await CommandAsync(begin.Split(' '));
        using var ping = await listener.PingAsync(replica.Client);
        using var play = await replica.Client.PostAsync($"/play/{track}", null, Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ping.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, play.StatusCode);
        foreach (var answer in new[] { ping, play }) AssertOkOrUnavailable(answer);

        await CommandAsync(end.Split(' '));
        await Eventually.TrueAsync(
            async () =>
            {
                using var again = await listener.PingAsync(replica.Client);
                return again.StatusCode == HttpStatusCode.OK;
            },
            "the session does not go on");
    }

    [Fact]
    public async Task Expiry_WhereConfigIsRefused_IsSaidAndLeftToTheSweep()
    {
        await StartRedisAsync("--rename-command", "CONFIG", "", "--notify-keyspace-events", "");
        var process = await _world.StartProcessAsync([.. Quick, Connection]);
        using var client = new HttpClient { BaseAddress = process.BaseAddress };
        var listener = await Listener.PlayAsync(client, await _world.AddTrackAsync());
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);
        await Eventually.TrueAsync(
            () => process.Output.Contains("Redis does not let this service")
                && process.Output.Contains("notify-keyspace-events")
                && process.Output.Contains("'Ex'"),
            "the log does not say what to set");
        Assert.False(process.Exited.IsCompleted);
    }

    [Fact]
    public async Task Expiry_WhereConfigIsRefusedButSet_IsNotified()
    {
        await StartRedisAsync("--rename-command", "CONFIG", "");
        var replica = await _world.StartAsync([.. Quick, NoSweep, Connection]);
        var listener = await Listener.PlayAsync(replica.Client, await _world.AddTrackAsync());
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);
    }

    [Fact]
    public async Task Expiry_WhereRedisWasNotToldToNotify_IsToldByTheService()
    {
        await StartRedisAsync("--notify-keyspace-events", "");
        var replica = await _world.StartAsync([.. Quick, NoSweep, Connection]);
        var listener = await Listener.PlayAsync(replica.Client, await _world.AddTrackAsync());
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);
    }

    [Fact]
    public async Task Expiry_WhereTheConnectionStringSwitchesConfigOff_IsLeftToTheSweep()
    {
        await StartRedisAsync("--notify-keyspace-events", "");
        var replica = await _world.StartAsync(
            [.. Quick, ("ConnectionStrings:redis", $"{_redis!.ConnectionString},$CONFIG=")]);
        var listener = await Listener.PlayAsync(replica.Client, await _world.AddTrackAsync());
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Expired);
    }

    private static void AssertOkOrUnavailable(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.OK) return;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private Task StartRedisAsync(params string[] settings)
    {
        _redis = new RedisServer(Path.Combine(_directory.Path, "redis"), settings: settings);
        return _redis.StartAsync(Cancellation);
    }

    private async Task CommandAsync(params string[] command)
    {
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(
            $"{_redis!.ConnectionString},allowAdmin=true");
        await redis.GetServers().Single().ExecuteAsync(command[0], [.. command.Skip(1)]);
    }
}
