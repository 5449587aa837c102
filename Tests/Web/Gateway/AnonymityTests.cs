using System.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.Tests.Gateway;

public sealed class AnonymityTests : WebFixture
{
    private const string Canary = "canary-7f3a";

    [Fact]
    public async Task Request_ThatTellsOfItsSender_ReachesTheServiceWithoutThat()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tracks");
        foreach (var header in new[]
        {
            "User-Agent", "Referer", "Cookie", "X-Forwarded-For", "Forwarded", "X-Real-IP", "Via",
            "True-Client-IP", "CF-Connecting-IP", "Accept-Language", "Sec-CH-UA", "DNT",
            "X-Anything",
        })
            request.Headers.TryAddWithoutValidation(header, Canary);

        using var answer = await Client.SendAsync(request, Cancellation);

        var seen = Assert.Single(Core.Seen);
        Assert.DoesNotContain(seen.Headers, header => header.Value.Contains(Canary));
        Assert.DoesNotContain(seen.Headers, header => header.Value.Contains("127.0.0.1")
            && header.Key is not ("Host" or "X-Forwarded-Host"));
    }

    [Fact]
    public async Task Request_WithATraceOfItsOwn_BeginsAnotherTrace()
    {
        // As a telemetry exporter would: without a listener there is no trace at all.
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tracks");
        var traceId = "0af7651916cd43dd8448eb211c80319c";
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{traceId}-b7ad6b7169203331-01");
        request.Headers.TryAddWithoutValidation("tracestate", $"vendor={Canary}");
        request.Headers.TryAddWithoutValidation("baggage", $"user={Canary}");

        using var answer = await Client.SendAsync(request, Cancellation);

        var seen = Assert.Single(Core.Seen);
        Assert.StartsWith("00-", seen.Headers["traceparent"]);
        Assert.DoesNotContain(
            seen.Headers,
            header => header.Value.Contains(traceId) || header.Value.Contains(Canary));
    }

    [Fact]
    public async Task Request_BringsWhatTheServiceNeeds()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/media/1/2/a.m4s");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer token");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-9");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"tag\"");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", "7");
        request.Headers.Host = "music.example";

        using var answer = await Client.SendAsync(request, Cancellation);

        var headers = Assert.Single(Playback.Seen).Headers;
        Assert.Equal("Bearer token", headers["Authorization"]);
        Assert.Equal("bytes=0-9", headers["Range"]);
        Assert.Equal("\"tag\"", headers["If-None-Match"]);
        Assert.Equal("7", headers["Last-Event-ID"]);
        Assert.Equal("music.example", headers["X-Forwarded-Host"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
    }

    [Fact]
    public async Task Answer_ThatSetsACookie_ReachesTheBrowserWithoutIt()
    {
        Core.Answer = context =>
        {
            context.Response.Headers.SetCookie = "id=1";
            return Task.CompletedTask;
        };

        using var answer = await Client.GetAsync("/tracks", Cancellation);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }
}

public sealed class AnonymityBehindProxyTests : WebFixture
{
    protected override Dictionary<string, string?> Settings => new()
    {
        ["RateLimits:AddressHeader"] = "X-Forwarded-For",
        // As nosy as a log can be set.
        ["Logging:LogLevel:Microsoft.AspNetCore.Routing"] = "Trace",
        [$"Logging:LogLevel:{typeof(ForwardedHeadersMiddleware)}"] = "Trace",
    };

    [Fact]
    public async Task Request_ThatAProxyPassesOn_ReachesTheServiceWithoutAnyAddress()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tracks");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.9, 198.51.100.1");

        using var answer = await Client.SendAsync(request, Cancellation);

        var seen = Assert.Single(Core.Seen);
        Assert.DoesNotContain(seen.Headers, header => header.Key.StartsWith("X-Original"));
        Assert.DoesNotContain("X-Forwarded-For", seen.Headers.Keys);
        Assert.DoesNotContain(
            seen.Headers,
            header => header.Value.Contains("203.0.113.9")
                || header.Value.Contains("198.51.100.1")
                || (header.Value.Contains("127.0.0.1")
                    && header.Key is not ("Host" or "X-Forwarded-Host")));
    }

    [Fact]
    public void Middleware_ThatReadsAddresses_IsNeverHeard()
    {
        using var loggers = new LoggerFactory(
            [new Listener()],
            Services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>());

        Assert.True(loggers.CreateLogger("Microsoft.AspNetCore.Routing").IsEnabled(LogLevel.Trace));
        Assert.False(loggers.CreateLogger<ForwardedHeadersMiddleware>()
            .IsEnabled(LogLevel.Critical));
    }

    private sealed class Listener : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
