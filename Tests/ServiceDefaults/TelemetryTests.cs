using System.Diagnostics;
using System.Net;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace AudioStreaming.ServiceDefaults.Tests;

/// <summary>
/// Two services in one process, as in Standalone, and a receiver of what they tell.
/// </summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string CanaryAddress = "203.0.113.77";
    private const string CanaryAgent = "CanaryBrowser/9.9";
    private const string CanaryReferrer = "https://canary-referrer.example/";
    private const string CanaryCookie = "canary-cookie-value";
    private const string CanaryQuery = "canary-search-words";

    private readonly List<WebApplication> _services = [];
    private OtlpReceiver? _receiver;

    private OtlpReceiver Receiver => _receiver!;

    public async ValueTask InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services) await service.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    [Fact]
    public async Task Spans_TwoServicesInOneProcess_AreExportedOnceUnderTheirName()
    {
        var first = await StartAsync("AudioStreaming.First");
        await StartAsync("AudioStreaming.Second");
        await SendAsync(first, "/work");

        await Eventually.TrueAsync(
            () => Receiver.Spans.Any(span => span.Source == "AudioStreaming.First"),
            "work is seen");
        await DisposeServicesAsync();
        var spans = Receiver.Spans;
        Assert.Equal(spans.Count, spans.DistinctBy(span => span.SpanId).Count());
        Assert.All(spans, span => Assert.Equal("first", span.Service));
        var request = Assert.Single(spans, span => span.Source == "Microsoft.AspNetCore");
        var work = Assert.Single(spans, span => span.Source == "AudioStreaming.First");
        Assert.Equal(request.SpanId, work.ParentId);
    }

    [Fact]
    public async Task Signals_OfARequestFullOfCanaries_HoldNone()
    {
        var service = await StartAsync("AudioStreaming.First");
        await SendAsync(service, $"/work?q={CanaryQuery}");
        await SendAsync(service, $"/fault?q={CanaryQuery}");

        await Eventually.TrueAsync(
            () => Receiver.Contains("traces", "/fault")
                && Receiver.Contains("logs", "planned fault")
                && Receiver.Contains("metrics", "http.server.request.duration"),
            "all three signals have arrived");
        await DisposeServicesAsync();
        string[] canaries =
        [
            CanaryAddress, CanaryAgent, CanaryReferrer, CanaryCookie, CanaryQuery,
            "user_agent", "client.address",
        ];
        var found =
            from signal in new[] { "traces", "metrics", "logs" }
            from canary in canaries
            where Receiver.Contains(signal, canary)
            select $"{canary} in {signal}";
        Assert.Empty(found);
        Assert.False(Receiver.Contains("traces", "network.peer"));
    }

    [Fact]
    public async Task HealthChecks_Asked_AreNoTraces()
    {
        var service = await StartAsync("AudioStreaming.First");
        await SendAsync(service, "/health");
        await SendAsync(service, "/work");
        await Eventually.TrueAsync(() => Receiver.Spans.Count > 0, "the work is seen");
        await DisposeServicesAsync();
        Assert.False(Receiver.Contains("traces", "/health"));
        // Nor is what a check asks of others.
        Assert.DoesNotContain(Receiver.Spans, span => span.Source == "System.Net.Http");
    }

    /// <summary>A stop waits as long for each signal's last batch.</summary>
    [Fact]
    public async Task Export_ToAReceiverThatIsGone_IsGivenUpAfterTwoSeconds()
    {
        var service = await StartAsync("AudioStreaming.First");
        var options = service.Services.GetRequiredService<IOptionsMonitor<OtlpExporterOptions>>();
        Assert.Equal(2000, options.CurrentValue.TimeoutMilliseconds);
    }

    [Fact]
    public async Task Telemetry_WithoutAReceiver_RecordsNothing()
    {
        var service = await StartAsync("AudioStreaming.Silent", hasReceiver: false);
        using var client = new HttpClient();
        var recorded = await client.GetStringAsync(
            new Uri(new Uri(service.Urls.First()), "/work"), TestContext.Current.CancellationToken);
        Assert.Equal("False", recorded);
    }

    private async Task<WebApplication> StartAsync(string name, bool hasReceiver = true)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = name });
        if (hasReceiver)
            builder.Configuration.AddInMemoryCollection(
                Receiver.Settings.Select(
                    pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        // As the clients of databases do.
        builder.Services.AddOpenTelemetry().WithTracing(_ => { });
        builder.Services.AddHealthChecks().AddAsyncCheck("others", AskOthersAsync);

        var source = new ActivitySource(name);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGet("/work", () =>
        {
            using var work = source.StartActivity("work");
            return (work is not null).ToString();
        });
        app.MapGet("/fault", void () => throw new InvalidOperationException("planned fault"));
        await app.StartAsync();
        _services.Add(app);
        return app;
    }

    private async Task<HealthCheckResult> AskOthersAsync()
    {
        using var client = new HttpClient();
        var others = Receiver.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"];
        using var answer = await client.GetAsync(new Uri(new Uri(others), "/ready"));
        return HealthCheckResult.Healthy();
    }

    private static async Task SendAsync(WebApplication service, string path)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(new Uri(service.Urls.First()), path));
        request.Headers.Add("X-Forwarded-For", CanaryAddress);
        request.Headers.Add("X-Real-IP", CanaryAddress);
        request.Headers.Add("Forwarded", $"for={CanaryAddress}");
        request.Headers.Add("User-Agent", CanaryAgent);
        request.Headers.Add("Referer", CanaryReferrer);
        request.Headers.Add("Cookie", $"id={CanaryCookie}");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>Disposing exports what is still waiting.</summary>
    private async Task DisposeServicesAsync()
    {
        foreach (var service in _services) await service.DisposeAsync();
        _services.Clear();
    }
}
