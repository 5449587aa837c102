using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace AudioStreaming.Web.Tests.RateLimits;

public sealed class FloodTests : WebFixture
{
    protected override Dictionary<string, string?> Settings => new()
    {
        ["RateLimits:RequestsPerMinute"] = "30",
        ["RateLimits:PlaysPerMinute"] = "3",
        ["RateLimits:UploadsPerMinute"] = "2",
    };

    [Theory]
    [InlineData("GET", "/tracks", 30)]
    [InlineData("POST", "/ping", 30)]
    [InlineData("GET", "/", 30)]
    [InlineData("GET", "/play/1", 3)]
    [InlineData("POST", "/tracking/play/1", 3)]
    [InlineData("POST", "/upload", 2)]
    [InlineData("POST", "/api/upload", 2)]
    public async Task Flood_FromOneAddress_IsRefusedAndFromAnotherIsNot(
        string method, string path, int limit)
    {
        using var flooding = From("127.77.1.2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(
            _ => SendAsync(flooding, method, path)));

        var refused = answers.Where(
            answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        // The bucket is filled again by the second, and the machine may be slow.
        Assert.InRange(answers.Length - refused.Count, limit, limit + 10);
        Assert.NotEmpty(refused);
        await AssertProblemAsync(refused[0]);
        using var other = From("127.77.1.3");
        using var allowed = await SendAsync(other, method, path);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        foreach (var answer in answers) answer.Dispose();
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer)
    {
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal("/problems/too-many-requests", problem.GetProperty("type").GetString());
        Assert.Equal("too_many_requests", problem.GetProperty("error").GetString());
        Assert.Contains("Try again", problem.GetProperty("message").GetString());
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await client.SendAsync(request, Cancellation);
    }

    private HttpClient From(string address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(
                AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = Client.BaseAddress,
    };
}

public sealed class TrustedProxyTests : WebFixture
{
    protected override Dictionary<string, string?> Settings => new()
    {
        ["RateLimits:RequestsPerMinute"] = "2",
        ["RateLimits:AddressHeader"] = "X-Real-IP",
    };

    [Fact]
    public async Task Clients_BehindTheProxy_AreLimitedEachAlone()
    {
        for (var client = 0; client < 20; client++)
            Assert.Equal(HttpStatusCode.OK, await AskAsync($"203.0.113.{client}"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => AskAsync("198.51.100.1")));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    private async Task<HttpStatusCode> AskAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tracks");
        request.Headers.Add("X-Real-IP", address);
        using var answer = await Client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}

public sealed class StrangerTests : WebFixture
{
    protected override Dictionary<string, string?> Settings => new()
    {
        ["RateLimits:RequestsPerMinute"] = "2",
        ["RateLimits:AddressHeader"] = "X-Real-IP",
        ["RateLimits:ProxyNetworks:0"] = "192.0.2.0/24",
    };

    [Fact]
    public async Task Client_ThatClaimsManyAddresses_IsLimitedAsTheOneItIs()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(AskAsync));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    private async Task<HttpStatusCode> AskAsync(int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tracks");
        request.Headers.Add("X-Real-IP", $"203.0.113.{number}");
        using var answer = await Client.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}

public sealed class UnknownProxyTests : WebFixture
{
    protected override Dictionary<string, string?> Settings => new()
    {
        ["RateLimits:RequestsPerMinute"] = "1",
    };

    [Fact]
    public async Task Clients_BehindAProxyThatNobodyNamed_AreNotLockedOut()
    {
        Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        for (var request = 0; request < 5; request++)
        {
            using var answer = await Client.GetAsync("/tracks", Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}

public sealed class UnlimitedTests : WebFixture
{
    protected override Dictionary<string, string?> Settings => new()
    {
        ["RateLimits:RequestsPerMinute"] = "1",
        ["RateLimits:Enabled"] = "false",
    };

    [Fact]
    public async Task Requests_WithLimitsOff_AreAllAnswered()
    {
        for (var request = 0; request < 5; request++)
        {
            using var answer = await Client.GetAsync("/tracks", Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
