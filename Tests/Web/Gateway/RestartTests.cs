using System.Net;
using System.Text.Json;

namespace AudioStreaming.Web.Tests.Gateway;

public sealed class RestartTests : WebFixture
{
    protected override Dictionary<string, string?> Settings =>
        new() { ["Gateway:ConnectPatience"] = "00:00:30" };

    [Fact]
    public async Task Request_DuringARestart_WaitsAndIsSentOnce()
    {
        await Core.StopAsync();
        var asking = Client.PostAsync("/upload", new StringContent("file"), Cancellation);
        Assert.False(asking.IsCompleted);

        await Core.StartAsync(Cancellation);
        using var answer = await asking;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(Core.Seen);
    }
}

public sealed class OutageTests : WebFixture
{
    protected override Dictionary<string, string?> Settings =>
        new() { ["Gateway:ConnectPatience"] = "00:00:00.1" };

    [Fact]
    public async Task Service_ThatStaysAway_IsAProblemToTryAgain()
    {
        await Playback.StopAsync();

        using var answer = await Client.PostAsync("/ping", new StringContent("{}"), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.RetryAfter);
        var problem = JsonSerializer.Deserialize<JsonElement>(
            await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("unavailable", problem.GetProperty("error").GetString());
        Assert.Contains("Try again", problem.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Health_IsThatOfAllServices()
    {
        Assert.Equal("""{"status":"ok"}""", await Client.GetStringAsync("/health", Cancellation));

        await Statistics.StopAsync();

        await BecomesUnreadyAsync();
    }
}
