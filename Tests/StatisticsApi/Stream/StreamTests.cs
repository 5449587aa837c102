using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Charts;
using AudioStreaming.StatisticsApi.Stream;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Stream;

public sealed class StreamTests(InfrastructureFixture infrastructure)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Fact]
    public async Task Stream_PushesEachChange_AndResumesWithoutRepeating()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(
            environment, settings: ("Statistics:Stream:Heartbeat", "00:00:00.2"));
        await host.ReadyAsync();
        using var stream = await OpenAsync(host, null);
        Assert.Equal(0, (await NextAsync(stream)).Listening);

        await environment.Log.AddAsync(
            new Listener(_track, TimeProvider.System.GetUtcNow()).Start());
        var change = await NextAsync(stream);
        Assert.Equal(1, change.Listening);

        using var resumed = await OpenAsync(host, change.Id);
        await environment.Log.AddAsync(
            new Listener(_track, TimeProvider.System.GetUtcNow()).Start());
        Assert.Equal(2, (await NextAsync(resumed)).Listening);
    }

    [Fact]
    public async Task SilentStream_IsKeptOpenByHeartbeats()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(
            environment, settings: ("Statistics:Stream:Heartbeat", "00:00:00.1"));
        await host.ReadyAsync();
        using var stream = await OpenAsync(host, null);
        await NextAsync(stream);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("event: heartbeat", await LineAsync(stream));
            Assert.Equal("data: ", await LineAsync(stream));
            Assert.Equal("", await LineAsync(stream));
        }
    }

    [Fact]
    public async Task StoppingService_EndsItsStreams()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        await host.ReadyAsync();
        using var stream = await OpenAsync(host, null);
        await NextAsync(stream);
        var stopping = host.StopAsync();
        await stream.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(
            Patience, TestContext.Current.CancellationToken);
        await stopping;
    }

    [Fact]
    public async Task TooManyStreams_AreRefused_UntilOneEnds()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(
            environment, settings: ("Statistics:Stream:MaxStreams", "1"));
        await host.ReadyAsync();
        using (var only = await OpenAsync(host, null))
        {
            await NextAsync(only);
            var refused = await host.Client.GetAsync(
                "/stats/stream", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(
                "application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        }
        await Eventually.TrueAsync(
            async () =>
            {
                using var again = await host.Client.GetAsync(
                    "/stats/stream", HttpCompletionOption.ResponseHeadersRead,
                    TestContext.Current.CancellationToken);
                return again.StatusCode == HttpStatusCode.OK;
            },
            "another is served");
    }

    [Fact]
    public async Task SlowConnection_IsCut_AndWhatItMissedIsNotKept()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        await host.ReadyAsync();
        using var metrics = new CollectedMetrics(host);
        var address = host.Client.BaseAddress!;
        using var slow = new TcpClient { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await slow.GetStream().WriteAsync(
            "GET /stats/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(),
            TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            () => metrics.Last("stream.open")?.Value == 1, "the stream is open");

        var feed = host.Get<StatsFeed>();
        var published = 0;
        await Eventually.TrueAsync(
            () =>
            {
                feed.Publish(Board(published++, titleLength: 100_000));
                return metrics.Last("stream.evicted")?.Value == 1;
            },
            "it is dropped");
        await Eventually.TrueAsync(
            () => metrics.Last("stream.open")?.Value == -1, "its connection is cut");
    }

    private Board Board(long listening, int titleLength = 1) => new(
        new BoardReading(
            DateTimeOffset.UnixEpoch, listening, listening,
            Enum.GetValues<ChartName>()
                .ToDictionary(chart => chart, _ => (IReadOnlyList<TrackId>)[_track]),
            new Dictionary<TrackId, TrackCounts> { [_track] = default }),
        new Dictionary<TrackId, TrackEntry>
        {
            [_track] = new(new string('x', titleLength), null, null),
        });

    private static async Task<StreamReader> OpenAsync(StatisticsHost host, string? lastEventId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/stats/stream");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await host.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new StreamReader(
            await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event that says how many listen, past heartbeats.</summary>
    private static Task<(string Id, long Listening)> NextAsync(StreamReader stream) =>
        ReadAsync(stream).WaitAsync(Patience, TestContext.Current.CancellationToken);

    private static async Task<(string Id, long Listening)> ReadAsync(StreamReader stream)
    {
        while (await LineAsync(stream) != "event: stats")
        {
        }
        var data = JsonDocument.Parse((await LineAsync(stream))["data: ".Length..]);
        var id = (await LineAsync(stream))["id: ".Length..];
        Assert.Equal("", await LineAsync(stream));
        return (id, data.RootElement.GetProperty("listening_now").GetInt64());
    }

    private static async Task<string> LineAsync(StreamReader stream) =>
        await stream.ReadLineAsync(TestContext.Current.CancellationToken)
        ?? throw new EndOfStreamException();
}
