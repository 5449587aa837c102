using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace AudioStreaming.ServiceDefaults.Tests;

public sealed class FaultHandlerTests
{
    public static TheoryData<Exception, HttpStatusCode> Faults => new()
    {
        { new InvalidOperationException("a bug"), HttpStatusCode.InternalServerError },
        { Refusal(RedisErrorKind.UnknownError, "ERR unknown"), HttpStatusCode.InternalServerError },
        { Refusal(RedisErrorKind.Loading, "LOADING its data"), HttpStatusCode.ServiceUnavailable },
        { Refusal(RedisErrorKind.ReadOnly, "READONLY replica"), HttpStatusCode.ServiceUnavailable },
        { new TaskCanceledException(), HttpStatusCode.ServiceUnavailable },
        { new TimeoutException(), HttpStatusCode.ServiceUnavailable },
        {
            new InvalidOperationException("outside", new SocketException()),
            HttpStatusCode.ServiceUnavailable
        },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Fault_OfARequest_IsAProblemThatTellsNothing(
        Exception fault, HttpStatusCode status)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddProblems();
        await using var app = builder.Build();
        app.UseProblems();
        app.MapGet("/", string () => throw fault);
        await app.StartAsync(cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var answer = await client.GetAsync("/", cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(
            status == HttpStatusCode.ServiceUnavailable, answer.Headers.RetryAfter is not null);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.DoesNotContain(fault.Message, text);
        Assert.NotEmpty(JsonDocument.Parse(text).RootElement.GetProperty("error").GetString()!);
    }

    private static RedisServerException Refusal(RedisErrorKind kind, string message) =>
        new(kind, CommandFlags.None, message);
}
