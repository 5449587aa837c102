using System.Net;
using AudioStreaming.Testing;

namespace AudioStreaming.Web.Tests.Gateway;

/// <summary>Two replicas of each service that has state to find.</summary>
public sealed class ReplicaTests : WebFixture
{
    private const string Track = "/t/01900000-0000-7000-8000-000000000001";
    private const int Enough = 20;

    private readonly StubService _second = new();

    protected override Dictionary<string, string?> Settings => new()
    {
        ["services:coreapi:http:1"] = _second.Address,
        ["Gateway:ConnectPatience"] = "00:00:00.1",
        // The same few paths, many times.
        ["RateLimits:Enabled"] = "false",
    };

    [Fact]
    public async Task Requests_ThroughTheGateway_ReachBothReplicas()
    {
        for (var count = 0; count < Enough; count++)
            await Client.GetStringAsync("/tracks", Cancellation);

        Assert.NotEmpty(Core.Seen);
        Assert.NotEmpty(_second.Seen);
        Assert.Equal(Enough, Core.Seen.Count + _second.Seen.Count);
    }

    [Fact]
    public async Task Previews_AreAskedOfBothReplicas()
    {
        Core.Answer = _second.Answer = StubService.Gives("""{"title":"Salt","artist":"Nina"}""");

        for (var count = 0; count < 4; count++)
            Assert.Contains("Salt", await Client.GetStringAsync(Track, Cancellation));

        Assert.NotEmpty(Core.Seen);
        Assert.NotEmpty(_second.Seen);
    }

    [Fact]
    public async Task Gateway_OneReplicaDead_LeavesItAlone()
    {
        await Core.StopAsync();
        var (inARow, failed) = (0, 0);

        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await Client.GetAsync("/tracks", Cancellation);
                var isAnswered = answer.StatusCode == HttpStatusCode.OK;
                (inARow, failed) = isAnswered ? (inARow + 1, failed) : (0, failed + 1);
                return inARow == Enough;
            },
            "the other replica answers everything");
        // Each has waited as long as a gateway is patient: listeners must not wait for ten.
        Assert.InRange(failed, 0, 4);
    }

    [Fact]
    public async Task Previews_OneReplicaDead_AreOfTheOther()
    {
        await Core.StopAsync();
        _second.Answer = StubService.Gives("""{"title":"Salt","artist":"Nina"}""");

        for (var count = 0; count < 4; count++)
            Assert.Contains("Salt", await Client.GetStringAsync(Track, Cancellation));
    }

    [Fact]
    public async Task Previews_OneReplicaHangs_AreOfTheOther()
    {
        Core.Answer = StubService.Hangs;
        _second.Answer = StubService.Gives("""{"title":"Salt","artist":"Nina"}""");

        for (var count = 0; count < 2; count++)
            Assert.Contains("Salt", await Client.GetStringAsync(Track, Cancellation));
    }

    [Fact]
    public async Task Health_SomeReplicaReady_IsEnough()
    {
        await Core.StopAsync();
        for (var count = 0; count < 4; count++)
            Assert.Contains("ok", await Client.GetStringAsync("/health", Cancellation));

        await _second.StopAsync();
        await BecomesUnreadyAsync();
    }

    protected override Task StartMoreAsync() => _second.StartAsync(Cancellation);

    protected override ValueTask StopMoreAsync() => _second.DisposeAsync();
}
