using System.Diagnostics.Metrics;
using System.Net;
using AudioStreaming.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Tests;

/// <summary>A service that asks another one, which has replicas, and what it tells of it.</summary>
public sealed class ServiceCallsTests : IAsyncLifetime
{
    private const string Canary = "canary-search-words";

    private readonly List<WebApplication> _apps = [];
    private OtlpReceiver? _receiver;
    private int _asked;
    private int _status = StatusCodes.Status200OK;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OtlpReceiver Receiver => _receiver!;

    public async ValueTask InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_apps);
        await Receiver.DisposeAsync();
    }

    [Fact]
    public async Task Call_OfTwoReplicas_ReachesBoth()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var service = await StartServiceAsync(await StartOtherAsync(), await StartOtherAsync());

        for (var count = 0; count < 4; count++)
            seen.Add(await CallAsync(service, HttpMethod.Get));

        Assert.Equal(2, seen.Count);
    }

    [Theory]
    [InlineData("GET", 4)]
    [InlineData("POST", 1)]
    [InlineData("DELETE", 1)]
    public async Task Call_ThatFails_IsRepeatedUnlessItChangesSomething(string method, int times)
    {
        _status = StatusCodes.Status503ServiceUnavailable;
        var service = await StartServiceAsync(await StartOtherAsync());

        await CallAsync(service, new HttpMethod(method));

        Assert.Equal(times, _asked);
    }

    [Fact]
    public async Task Signals_OfCallsToADeadReplica_HoldNothingOfTheVisitor()
    {
        var dead = await StartOtherAsync();
        var deadAddress = dead.Urls.Single();
        var alive = await StartOtherAsync();
        await StopAsync([dead]);
        var service = await StartServiceAsync(deadAddress, alive);

        for (var count = 0; count < 2; count++)
            Assert.StartsWith("http://", await CallAsync(service, HttpMethod.Get));

        await Eventually.TrueAsync(
            () => Receiver.Contains("logs", "Execution attempt")
                && Receiver.Contains("metrics", "http.client.request.duration")
                && Receiver.Spans.Count(span => span.Source == "System.Net.Http") >= 3,
            "the failed attempt is told by all three signals");
        await StopAsync([service]);
        Assert.False(Receiver.Contains(Canary));
        // Its tags are those of the library, which may put more into them in a later version.
        Assert.False(Receiver.Contains("metrics", "polly"));
        var spans = Receiver.Spans;
        Assert.Equal(spans.Count, spans.DistinctBy(span => span.SpanId).Count());
        Assert.All(spans, span => Assert.Contains(
            span.Source, new[] { "Microsoft.AspNetCore", "System.Net.Http" }));
        Assert.Equal(3, spans.Count(span => span.Source == "System.Net.Http"));
    }

    [Fact]
    public async Task Exporters_Sending_AreNoCallsOfServices()
    {
        var attempts = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == "Polly") own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>(
            (_, _, _, _) => Interlocked.Increment(ref attempts));
        listener.Start();
        var service = await StartServiceAsync(await StartOtherAsync());

        await Eventually.TrueAsync(
            () => Receiver.Contains("metrics", "dotnet.") && Receiver.Contains("logs", "started"),
            "something was sent");
        Assert.Equal(0, attempts);

        await CallAsync(service, HttpMethod.Get);
        Assert.NotEqual(0, attempts);
    }

    private static async Task<string> CallAsync(WebApplication service, HttpMethod method)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            method, new Uri($"{service.Urls.Single()}/call?q={Canary}"));
        using var answer = await client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private Task<WebApplication> StartServiceAsync(params WebApplication[] others) =>
        StartServiceAsync([.. others.Select(other => other.Urls.Single())]);

    private Task<WebApplication> StartServiceAsync(string first, WebApplication second) =>
        StartServiceAsync([first, second.Urls.Single()]);

    private async Task<WebApplication> StartServiceAsync(string[] addresses)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "AudioStreaming.Caller" });
        builder.Configuration.AddInMemoryCollection(
            Receiver.Settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.Configuration.AddInMemoryCollection(addresses.Select((address, index) =>
            KeyValuePair.Create($"services:other:http:{index}", (string?)address)));
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.Map("/call", async (HttpRequest request, IHttpClientFactory clients) =>
        {
            using var client = clients.CreateClient();
            using var question = new HttpRequestMessage(
                new HttpMethod(request.Method),
                new Uri($"http://other/words/{Canary}{request.QueryString}"));
            using var answer = await client.SendAsync(question, request.HttpContext.RequestAborted);
            return await answer.Content.ReadAsStringAsync(request.HttpContext.RequestAborted);
        });
        return await StartAsync(app);
    }

    /// <summary>A replica that answers with its own address.</summary>
    private async Task<WebApplication> StartOtherAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context =>
        {
            Interlocked.Increment(ref _asked);
            context.Response.StatusCode = _status;
            return context.Response.WriteAsync(app.Urls.Single(), context.RequestAborted);
        });
        return await StartAsync(app);
    }

    private async Task<WebApplication> StartAsync(WebApplication app)
    {
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync(Cancellation);
        _apps.Add(app);
        return app;
    }

    /// <summary>Disposing exports what is still waiting.</summary>
    private async Task StopAsync(IEnumerable<WebApplication> apps)
    {
        foreach (var app in apps.ToList())
        {
            _apps.Remove(app);
            await app.DisposeAsync();
        }
    }
}
