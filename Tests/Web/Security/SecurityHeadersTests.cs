namespace AudioStreaming.Web.Tests.Security;

public sealed class SecurityHeadersTests : WebFixture
{
    protected override Dictionary<string, string?> Settings =>
        new() { ["Security:MediaOrigins:0"] = "https://cdn.example" };

    [Theory]
    [InlineData("/")]
    [InlineData("/tracks")]
    [InlineData("/assets/app-1a2b.js")]
    public async Task EveryAnswer_IsFencedIn(string path)
    {
        using var answer = await Client.GetAsync(path, Cancellation);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task EmbeddedPlayer_MayBeFramed()
    {
        using var answer = await Client.GetAsync("/embed/1", Cancellation);

        Assert.Contains(
            "frame-ancestors *", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
    }

    [Fact]
    public async Task MediaFromElsewhere_IsAllowedBySetting()
    {
        using var answer = await Client.GetAsync("/", Cancellation);

        Assert.Contains(
            "connect-src 'self' https://cdn.example",
            answer.Headers.GetValues("Content-Security-Policy").Single());
    }
}
