namespace AudioStreaming.Web.Tests.Gateway;

public sealed class RoutingTests : WebFixture
{
    [Theory]
    [InlineData("GET", "/tracks?limit=5", "core", "/tracks?limit=5")]
    [InlineData("GET", "/tracks/1", "core", "/tracks/1")]
    [InlineData("PATCH", "/tracks/1", "core", "/tracks/1")]
    [InlineData("DELETE", "/tracks/1", "core", "/tracks/1")]
    [InlineData("GET", "/tracks/stream", "core", "/tracks/stream")]
    [InlineData("POST", "/upload", "core", "/upload")]
    [InlineData("GET", "/download/1", "core", "/download/1")]
    [InlineData("GET", "/api/tracks", "core", "/tracks")]
    [InlineData("POST", "/api/upload", "core", "/upload")]
    [InlineData("GET", "/play/1", "playback", "/play/1")]
    [InlineData("POST", "/play/1", "playback", "/play/1")]
    [InlineData("POST", "/ping", "playback", "/ping")]
    [InlineData("POST", "/stop", "playback", "/stop")]
    [InlineData("GET", "/media/1/2/master.m3u8", "playback", "/media/1/2/master.m3u8")]
    [InlineData("GET", "/tracking/play/1", "playback", "/play/1")]
    [InlineData("GET", "/stats", "statistics", "/stats")]
    [InlineData("GET", "/stats/live", "statistics", "/stats")]
    [InlineData("GET", "/stats/stream", "statistics", "/stats/stream")]
    [InlineData("GET", "/stats/charts/24h?limit=3", "statistics", "/stats/charts/24h?limit=3")]
    public async Task Path_ReachesItsService(
        string method, string path, string service, string there)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await Client.SendAsync(request, Cancellation);

        Assert.Equal("answered", await answer.Content.ReadAsStringAsync(Cancellation));
        var stub = service switch { "core" => Core, "playback" => Playback, _ => Statistics };
        var seen = Assert.Single(stub.Seen);
        Assert.Equal((method, there), (seen.Method, seen.Path));
    }

    [Theory]
    [InlineData("/upload")]
    [InlineData("/statistics")]
    [InlineData("/")]
    public async Task PageOfTheClient_ReachesNoService(string path)
    {
        var text = await Client.GetStringAsync(path, Cancellation);

        Assert.Contains("client", text);
        Assert.Empty(Core.Seen);
        Assert.Empty(Statistics.Seen);
    }
}
