using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.Web.Tests;

/// <summary>Stands in for a service: keeps what it was asked, answers as the test wants.</summary>
internal sealed class StubService : IAsyncDisposable
{
    private WebApplication? _app;

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } =
        context => context.Response.WriteAsync("answered", context.RequestAborted);

    /// <summary>Empty until <see cref="StartAsync"/>; the same port after a restart.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Answers everything with this document.</summary>
    public static Func<HttpContext, Task> Gives(string json) => context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, context.RequestAborted);
    };

    /// <summary>Takes a request and never answers it.</summary>
    public static Task Hangs(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);

    public async Task StartAsync(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address.Length > 0 ? Address : "http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.Run(async context =>
        {
            Seen.Enqueue(SeenRequest.Of(context.Request));
            await Answer(context);
        });
        await _app.StartAsync(cancellation);
        Address = _app.Urls.Single();
    }

    public async Task StopAsync()
    {
        if (_app is null) return;
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}

internal sealed record SeenRequest(
    string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    public static SeenRequest Of(HttpRequest request) => new(
        request.Method,
        request.Path + request.QueryString,
        request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase));
}
