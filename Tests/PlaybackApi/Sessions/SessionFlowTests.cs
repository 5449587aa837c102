using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

/// <summary>A session from opening to end, as clients see it and as the log tells it.</summary>
public sealed class SessionFlowTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private PlaybackWorld _world = null!;
    private PlaybackReplica _replica = null!;

    private HttpClient Client => _replica.Client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PlaybackWorld.CreateAsync(infrastructure);
        _replica = await _world.StartAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Play_OfAReadyTrack_TellsAllThatAClientNeeds(string method)
    {
        var track = await _world.AddTrackAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/play/{track}");
        using var response = await Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(track.ToString(), answer.GetProperty("track_id").GetString());
        Assert.Equal(
            $"/media/{track}/1/master.m3u8", answer.GetProperty("playlist_url").GetString());
        Assert.Equal(10, answer.GetProperty("heartbeat_seconds").GetDouble());
        Assert.Equal(25, answer.GetProperty("ttl_seconds").GetDouble());
        var listener = new Listener(track, answer.GetProperty("user_session").GetString()!);
        var started = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Started);
        Assert.Equal((track, 0, 0, 180_000),
            (started.TrackId, started.Sequence, started.ListenedMs, started.DurationMs));
    }

    [Fact]
    public async Task Play_OfATrackThatIsPlayableWhileInWork_Opens()
    {
        var track = await _world.AddTrackAsync("processing", durationMs: null);
        var listener = await Listener.PlayAsync(Client, track);
        var started = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Started);
        Assert.Equal(0, started.DurationMs);
    }

    [Fact]
    public async Task Play_OfATrackThatIsNotReady_SaysSo()
    {
        var track = await _world.AddTrackAsync("pending", playable: false);
        using var response = await Client.GetAsync($"/play/{track}", Cancellation);
        await AssertProblemAsync(response, HttpStatusCode.Conflict, "conflict");
    }

    [Theory]
    [InlineData("0190a1b2-0000-7000-8000-000000000000")]
    [InlineData("nonsense")]
    public async Task Play_OfAnUnknownTrack_IsNotFound(string track)
    {
        using var response = await Client.PostAsync($"/play/{track}", null, Cancellation);
        await AssertProblemAsync(response, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Ping_ToAnyReplica_CountsTheTimeSinceTheLastOne()
    {
        var other = await _world.StartAsync();
        var listener = await Listener.PlayAsync(Client, await _world.AddTrackAsync());
        for (var beat = 0; beat < 4; beat++)
        {
            var replica = beat % 2 == 0 ? other.Client : Client;
            using var response = await listener.PingAsync(replica, position: beat);
            Assert.Equal(
                """{"status":"ok"}""", await response.Content.ReadAsStringAsync(Cancellation));
        }
        using var stopped = await listener.StopAsync(other.Client, position: 9.5);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);

        var last = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Stopped);
        Assert.Equal((5, 9500), (last.Sequence, last.PositionMs));
        await Eventually.TrueAsync(
            () => _world.Events.Of(listener.Session).Count == 6, "the log has not all six events");
        var steps = _world.Events.Of(listener.Session).OrderBy(step => step.Sequence).ToList();
        Assert.Equal([0, 1, 2, 3, 4, 5], steps.Select(step => step.Sequence));
        foreach (var (before, after) in steps.Zip(steps.Skip(1)))
            Assert.Equal(
                (after.At - before.At).TotalMilliseconds, after.ListenedMs - before.ListenedMs);
    }

    [Fact]
    public async Task Ping_WhilePaused_CountsNothing()
    {
        var listener = await Listener.PlayAsync(Client, await _world.AddTrackAsync());
        (await listener.PingAsync(Client, "paused")).Dispose();
        var paused = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Paused);
        (await listener.PingAsync(Client, "playing")).Dispose();
        var resumed = await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Playing);
        Assert.Equal(paused.ListenedMs, resumed.ListenedMs);
    }

    [Fact]
    public async Task Stop_Twice_EndsOnce()
    {
        var listener = await Listener.PlayAsync(Client, await _world.AddTrackAsync());
        for (var time = 0; time < 2; time++)
        {
            using var response = await listener.StopAsync(Client);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        using var late = await listener.PingAsync(Client);
        await AssertProblemAsync(late, HttpStatusCode.Gone, "gone");
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Stopped);
        await AssertForgottenAsync();
        Assert.Equal(2, _world.Events.Of(listener.Session).Count);
    }

    [Fact]
    public async Task Stop_SentAsABeacon_Ends()
    {
        var listener = await Listener.PlayAsync(Client, await _world.AddTrackAsync());
        using var beacon = new StringContent(
            listener.Body().ToJsonString(), Encoding.UTF8, "text/plain");
        using var response = await Client.PostAsync("/stop", beacon, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await _world.Events.FoundAsync(listener.Session, PlaybackEventKind.Stopped);
    }

    private async Task AssertForgottenAsync()
    {
        await using var redis = await _world.ConnectRedisAsync();
        await Eventually.TrueAsync(
            async () => (long)await redis.GetDatabase().ExecuteAsync("DBSIZE") == 0,
            "Redis remembers a session that is settled");
    }

    private static async Task AssertProblemAsync(
        HttpResponseMessage response, HttpStatusCode status, string error)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(error, problem.GetProperty("error").GetString());
        Assert.NotEmpty(problem.GetProperty("message").GetString()!);
    }
}
