using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AudioStreaming.Contracts;
using AudioStreaming.PlaybackApi.Sessions;
using AudioStreaming.Testing;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

/// <summary>What is refused, with which status, and that it leaves no trace.</summary>
public sealed class RefusalTests(InfrastructureFixture infrastructure) : IAsyncLifetime
{
    private const string ForeignKey = "YW5vdGhlciBzZWNyZXQsIG9mIGFub3RoZXIgcGxhY2UuLi4=";

    private PlaybackWorld _world = null!;
    private PlaybackReplica _replica = null!;
    private Listener _listener = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PlaybackWorld.CreateAsync(infrastructure);
        _replica = await _world.StartAsync();
        _listener = await Listener.PlayAsync(_replica.Client, await _world.AddTrackAsync());
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("/ping")]
    [InlineData("/stop")]
    public async Task Token_Forged_IsUnauthorized(string path)
    {
        var body = _listener.Body();
        body["user_session"] = Write(ForeignKey, _listener.Session, TimeProvider.System);
        await AssertRefusedAsync(path, body, HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("/ping")]
    [InlineData("/stop")]
    public async Task Token_ThatIsNone_IsUnauthorized(string path)
    {
        var body = _listener.Body();
        body["user_session"] = "0190a1b2-0000-7000-8000-000000000000";
        await AssertRefusedAsync(path, body, HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("/ping")]
    [InlineData("/stop")]
    public async Task Token_ForAnotherTrack_IsForbidden(string path)
    {
        var body = _listener.Body();
        body["track_id"] = TrackId.New(TimeProvider.System).ToString();
        await AssertRefusedAsync(path, body, HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory]
    [InlineData("/ping")]
    [InlineData("/stop")]
    public async Task Token_TooOld_IsGone(string path)
    {
        var body = _listener.Body();
        body["user_session"] = Write(
            PlaybackWorld.SigningKey, _listener.Session, new LongAgo(), TrackOf(body));
        await AssertRefusedAsync(path, body, HttpStatusCode.Gone, "gone");
    }

    [Fact]
    public async Task Token_OfASessionThatRedisDoesNotKnow_IsGone()
    {
        var body = _listener.Body();
        body["user_session"] = Write(
            PlaybackWorld.SigningKey, SessionId.New(), TimeProvider.System, TrackOf(body));
        await AssertRefusedAsync("/ping", body, HttpStatusCode.Gone, "gone");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"track_id": null, "user_session": "x"}""")]
    [InlineData("""{"track_id": "x", "user_session": "x"}""")]
    [InlineData("""{"user_session": "x"}""")]
    [InlineData("""{"track_id": "0190a1b2-0000-7000-8000-000000000000"}""")]
    [InlineData("""
        {"track_id":"0190a1b2-0000-7000-8000-000000000000","user_session":"x","state":"dead"}
        """)]
    [InlineData("""
        {"track_id":"0190a1b2-0000-7000-8000-000000000000","user_session":"x",
        "position_seconds":-1}
        """)]
    public async Task Body_OfAnotherForm_IsABadRequest(string body)
    {
        foreach (var path in new[] { "/ping", "/stop" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await _replica.Client.PostAsync(path, content, Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_ThatIsHuge_IsRefused(bool tellsItsLength)
    {
        var body = _listener.Body();
        // It fits the socket's buffers: the refusal may come before all of it is sent.
        body["padding"] = new string('x', 1 << 15);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ping")
        {
            Content = new StringContent(body.ToJsonString()),
        };
        request.Headers.TransferEncodingChunked = !tellsItsLength;
        using var response = await _replica.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Flood_OfForgedTokens_MovesNothing()
    {
        await _world.Events.FoundAsync(_listener.Session, PlaybackEventKind.Started);
        var body = _listener.Body();
        body["user_session"] = Write(ForeignKey, _listener.Session, TimeProvider.System);
        await Parallel.ForAsync(0, 500, Cancellation, async (_, cancellation) =>
        {
            using var response = await _replica.Client.PostAsJsonAsync(
                "/ping", body, cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        });
        (await _listener.StopAsync(_replica.Client)).Dispose();
        var last = await _world.Events.FoundAsync(_listener.Session, PlaybackEventKind.Stopped);
        Assert.Equal(1, last.Sequence);
    }

    private static TrackId TrackOf(JsonObject body) => TrackId.Parse((string)body["track_id"]!);

    private static string Write(
        string key, SessionId session, TimeProvider time, TrackId? track = null) =>
        new SessionTokens(Options.Create(new SessionOptions { SigningKeys = [key] })).Write(new(
            session, track ?? TrackId.New(TimeProvider.System), time.GetUtcNow()));

    private async Task AssertRefusedAsync(
        string path, JsonObject body, HttpStatusCode status, string error)
    {
        using var response = await _replica.Client.PostAsJsonAsync(path, body, Cancellation);
        Assert.Equal(status, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(error, problem.GetProperty("error").GetString());
        Assert.NotEmpty(problem.GetProperty("message").GetString()!);
    }

    private sealed class LongAgo : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(13);
    }
}
