using System.Net;
using AudioStreaming.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AudioStreaming.Web.Tests.Gateway;

public sealed class UploadLaneTests : WebFixture
{
    private readonly FakeTimeProvider _time = new();

    protected override Dictionary<string, string?> Settings => new()
    {
        ["RateLimits:AddressHeader"] = "X-Forwarded-For",
    };

    [Theory]
    [InlineData("/upload")]
    [InlineData("/api/upload")]
    public async Task Uploads_OfOneAddress_AreOfOneLane(string path)
    {
        var lane = await LaneAsync("203.0.113.1", path);

        Assert.NotNull(lane);
        Assert.Equal(lane, await LaneAsync("203.0.113.1", path));
        Assert.NotEqual(lane, await LaneAsync("198.51.100.1", path));
    }

    [Fact]
    public async Task Uploads_MoreThanAnHourApart_AreOfDifferentLanes()
    {
        var first = await LaneAsync("203.0.113.1");
        // Each upload would prolong it, if that were how it is kept.
        for (var minutes = 0; minutes < 60; minutes += 20)
        {
            _time.Advance(TimeSpan.FromMinutes(20.1));
            var next = await LaneAsync("203.0.113.1");
            if (minutes + 20 < 60) Assert.Equal(first, next);
            else Assert.NotEqual(first, next);
        }
    }

    [Fact]
    public async Task LaneThatAVisitorSends_IsRemoved()
    {
        const string canary = "4711";
        Assert.NotEqual(canary, await LaneAsync("203.0.113.1", sent: canary));
        foreach (var path in new[] { "/tracks", "/play/1", "/api/tracks", "/stats" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add(UploadLane.Header, canary);
            using var answer = await Client.SendAsync(request, Cancellation);
        }
        Assert.All(
            Core.Seen.Concat(Playback.Seen).Concat(Statistics.Seen)
                .Where(seen => seen.Method == "GET"),
            seen => Assert.DoesNotContain(UploadLane.Header, seen.Headers.Keys));
        Assert.True(Core.Seen.Count > 1);
    }

    [Fact]
    public async Task Lanes_AreDrawnAtRandom()
    {
        await using var other = new UploadLaneTests();
        await other.InitializeAsync();

        Assert.NotEqual(await LaneAsync("203.0.113.1"), await other.LaneAsync("203.0.113.1"));
    }

    protected override void Prepare(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<TimeProvider>(_time);

    private async Task<string?> LaneAsync(
        string address, string path = "/upload", string? sent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("X-Forwarded-For", address);
        if (sent is not null) request.Headers.Add(UploadLane.Header, sent);
        using var answer = await Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Core.Seen.Last().Headers.GetValueOrDefault(UploadLane.Header);
    }
}

public sealed class UploadBehindAnUnknownProxyTests : WebFixture
{
    /// <summary>Many would be taken for one, and wait for each other.</summary>
    [Fact]
    public async Task Upload_OfAnUnknownAddress_HasNoLane()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/upload");
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");

        using var answer = await Client.SendAsync(request, Cancellation);

        Assert.DoesNotContain(UploadLane.Header, Assert.Single(Core.Seen).Headers.Keys);
    }
}
