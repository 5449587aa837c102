using System.Net;
using AudioStreaming.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _begun = new();
    private WebApplication? _app;
    private HttpClient _client = null!;
    private Func<CancellationToken, Task<HealthCheckResult>> _check =
        _ => Task.FromResult(HealthCheckResult.Healthy());

    private int _checks;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddAsyncCheck("part", cancellation =>
        {
            Interlocked.Increment(ref _checks);
            _begun.TrySetResult();
            return _check(cancellation);
        });
        _app = builder.Build();
        // What a service puts in front, as Web does with its headers and limits.
        _app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers["X-In-Front"] = "yes";
                return Task.CompletedTask;
            });
            return next(context);
        });
        _app.MapDefaultEndpoints();
        await _app.StartAsync(Cancellation);
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app!.DisposeAsync();
    }

    [Fact]
    public async Task Ready_AskedByMany_IsFoundOutOnce()
    {
        var answer = new TaskCompletionSource<HealthCheckResult>();
        _check = _ => answer.Task;
        var asking = Enumerable.Range(0, 20).Select(AskAsync).ToList();
        await _begun.Task.WaitAsync(Cancellation);
        answer.SetResult(HealthCheckResult.Healthy());

        foreach (var answered in await Task.WhenAll(asking))
        {
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
            Assert.Equal(
                """{"status":"ok"}""", await answered.Content.ReadAsStringAsync(Cancellation));
            Assert.Equal("yes", answered.Headers.GetValues("X-In-Front").Single());
            Assert.True(answered.Headers.CacheControl?.NoStore);
            answered.Dispose();
        }
        // On a slow machine the last may ask when what was kept for the first is over.
        Assert.InRange(_checks, 1, 19);
    }

    [Fact]
    public async Task Ready_NoLonger_IsToldSoon()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        _check = _ => Task.FromResult(HealthCheckResult.Unhealthy());

        await Eventually.TrueAsync(
            async () => await StatusAsync() == HttpStatusCode.ServiceUnavailable,
            "the kept answer is over");
    }

    [Fact]
    public async Task Unready_IsNeverKept()
    {
        _check = _ => Task.FromResult(HealthCheckResult.Unhealthy());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync());
        _check = _ => Task.FromResult(HealthCheckResult.Healthy());

        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
    }

    [Fact]
    public async Task Check_ThatHangs_IsUnavailable()
    {
        _check = async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return HealthCheckResult.Healthy();
        };

        using var answer = await _client.GetAsync("/health", Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(
            """{"status":"unavailable"}""", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/alive"));
    }

    /// <summary>Each in a way of its own, which makes no difference.</summary>
    private async Task<HttpResponseMessage> AskAsync(int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/health?number={number}");
        request.Headers.Host = $"host{number}.example";
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {number}");
        return await _client.SendAsync(request, Cancellation);
    }

    private async Task<HttpStatusCode> StatusAsync(string path = "/health")
    {
        using var answer = await _client.GetAsync(path, Cancellation);
        return answer.StatusCode;
    }
}
