using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.ServiceDefaults.Streams;
using AudioStreaming.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Tests.Streams;

/// <summary>The one hub that all streams of server-sent events are served by.</summary>
public sealed class EventHubTests : IAsyncDisposable
{
    private const int Backlog = 2;

    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    public EventHubTests()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
        [
            KeyValuePair.Create("Test:Stream:MaxStreams", (string?)"2"),
            KeyValuePair.Create("Test:Stream:Heartbeat", (string?)"00:00:00.1"),
        ]);
        builder.AddServiceDefaults();
        builder.AddProblems();
        builder.AddEventHub("test", "Test:Stream", Backlog);
        _app = builder.Build();
        _app.MapGet("/stream", (EventHub hub) => hub.Follow());
        _app.MapGet("/newest", (EventHub hub) => hub.Follow(() => Event("newest")));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EventHub Hub => _app.Services.GetRequiredService<EventHub>();

    [Fact]
    public async Task Stream_BeginsWithAHeartbeatThatSaysWhenToComeBack_AndGoesOnWithEvents()
    {
        await using var events = await FollowAsync("/stream");
        Assert.Equal("heartbeat", (await events.NextAsync()).EventType);
        Assert.InRange(
            events.ReconnectionInterval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Hub.Publish(Event("first"));
        Hub.Publish(Event("second"));
        Assert.Equal("first", await events.NextTextAsync());
        Assert.Equal("second", await events.NextTextAsync());
    }

    [Fact]
    public async Task IdleStream_IsKeptOpenByHeartbeats()
    {
        await using var events = await FollowAsync("/stream");
        for (var i = 0; i < 4; i++)
            Assert.Equal(("heartbeat", ""), await HeartbeatAsync(events));
    }

    [Fact]
    public async Task Stream_WithANewestEvent_BeginsWithIt()
    {
        await using var events = await FollowAsync("/newest");
        Assert.Equal("newest", await events.NextTextAsync());
    }

    [Fact]
    public async Task TooManyStreams_AreRefusedAsAProblem_UntilOneEnds()
    {
        await using var first = await FollowAsync("/stream");
        var second = await FollowAsync("/stream");
        using var refused = await _client.GetAsync("/stream", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);

        await second.DisposeAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await _client.GetAsync(
                    "/stream", HttpCompletionOption.ResponseHeadersRead, Token);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            "there is room again");
    }

    [Fact]
    public async Task EndedStreams_GiveWhatIsQueued_AndEnd()
    {
        await using var events = await FollowAsync("/stream");
        await events.NextAsync();
        Hub.Publish(Event("last"));
        Hub.EndAll();
        Assert.Equal("last", await events.NextTextAsync());
        Assert.False(await events.MoreAsync());
        await Eventually.TrueAsync(() => !Hub.IsFollowed, "it is forgotten");
    }

    [Fact]
    public async Task StoppingServer_DoesNotWaitForStreams()
    {
        await using var events = await FollowAsync("/stream");
        await events.NextAsync();
        await _app.StopAsync(Token);
        Assert.False(await events.MoreAsync());
    }

    [Fact]
    public async Task SlowReader_IsEvicted_AndOthersAreNot()
    {
        await StartAsync();
        using var slow = new SlowReader(_client.BaseAddress!, "/stream");
        await slow.OpenAsync(Token);
        await using var quick = await FollowAsync("/stream");
        await quick.NextAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                Hub.Publish(Event(new string('x', 1_000_000)));
                await quick.NextTextAsync();
                return await slow.IsCutAsync();
            },
            "the slow one is cut");
        Hub.Publish(Event("still here"));
        Assert.Equal("still here", await quick.NextTextAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static SseItem<byte[]> Event(string text) => new(Encoding.UTF8.GetBytes(text), "test");

    private static async Task<(string, string)> HeartbeatAsync(EventReader events)
    {
        var item = await events.NextAsync();
        return (item.EventType, item.Data);
    }

    private async Task StartAsync()
    {
        if (_client.BaseAddress is not null) return;
        await _app.StartAsync(Token);
        _client.BaseAddress = new Uri(_app.Urls.First());
    }

    private async Task<EventReader> FollowAsync(string path)
    {
        await StartAsync();
        return await EventReader.OpenAsync(_client, path, Token);
    }
}
