using AudioStreaming.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.PlaybackApi.Tests;

/// <summary>The service in this process, on a port of its own.</summary>
internal sealed class PlaybackReplica : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _disposed;

    private PlaybackReplica(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
    }

    public HttpClient Client { get; }

    public FaultPoints Faults => _app.Services.GetRequiredService<FaultPoints>();

    public static async Task<PlaybackReplica> StartAsync(
        Dictionary<string, string> settings, TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "AudioStreaming.PlaybackApi",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(
            settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.AddServiceDefaults();
        builder.AddPlaybackApi();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapPlaybackApi();
        await app.StartAsync();
        return new PlaybackReplica(app);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
