using System.Net;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.Web.Tests;

/// <summary>
/// The gateway on a free port, between stub services and the small client of this project.
/// </summary>
public abstract class WebFixture : IAsyncLifetime
{
    private WebApplication? _app;

    internal StubService Core { get; } = new();

    internal StubService Playback { get; } = new();

    internal StubService Statistics { get; } = new();

    internal HttpClient Client { get; private set; } = null!;

    internal IServiceProvider Services => _app!.Services;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected virtual Dictionary<string, string?> Settings => [];

    public async ValueTask InitializeAsync()
    {
        await Task.WhenAll(
            Core.StartAsync(Cancellation), Playback.StartAsync(Cancellation),
            Statistics.StartAsync(Cancellation), StartMoreAsync());
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["services:coreapi:http:0"] = Core.Address,
            ["services:playbackapi:http:0"] = Playback.Address,
            ["services:statisticsapi:http:0"] = Statistics.Address,
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.AddServiceDefaults();
        builder.AddWeb();
        Prepare(builder);
        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapWeb();
        await _app.StartAsync(Cancellation);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new Uri(_app.Urls.Single()),
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        await Core.DisposeAsync();
        await Playback.DisposeAsync();
        await Statistics.DisposeAsync();
        await StopMoreAsync();
    }

    /// <summary>As soon as the answer that was kept is over.</summary>
    internal Task BecomesUnreadyAsync() => Eventually.TrueAsync(
        async () =>
        {
            using var answer = await Client.GetAsync("/health", Cancellation);
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        },
        "the product is not ready");

    /// <summary>Replaces services, before the gateway is built.</summary>
    protected virtual void Prepare(WebApplicationBuilder builder)
    {
    }

    /// <summary>Starts what <see cref="Settings"/> also name.</summary>
    protected virtual Task StartMoreAsync() => Task.CompletedTask;

    protected virtual ValueTask StopMoreAsync() => ValueTask.CompletedTask;
}
