using AudioStreaming.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>The service in this process, on a free port.</summary>
internal sealed class StatisticsHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StatisticsHost(WebApplication app) => _app = app;

    public HttpClient Client { get; private set; } = null!;

    public FaultPoints Faults => _app.Services.GetRequiredService<FaultPoints>();

    public CollectedLogs Logs => _app.Services.GetRequiredService<CollectedLogs>();

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<StatisticsHost> StartAsync(
        StatisticsEnvironment environment, TimeProvider? time = null,
        params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(environment.Settings()!);
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        var logs = new CollectedLogs();
        builder.Services.AddSingleton(logs);
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.AddServiceDefaults();
        builder.AddStatisticsApi();

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapStatisticsApi();
        await app.StartAsync();
        return new StatisticsHost(app)
        {
            Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) },
        };
    }

    /// <summary>In order: drains the log and flushes.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
