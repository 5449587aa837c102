using AudioStreaming.ServiceDefaults;
using Microsoft.Extensions.Logging.Console;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>One service as a host of its own: own container, own configuration, own port.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;

    private ServiceHost(WebApplication app) => _app = app;

    /// <summary>Where it listens, as seen from this machine.</summary>
    public Uri Address => Reachable(new Uri(_app.Urls.First()));

    /// <summary>Fires when the service is asked to stop, or gives up by itself.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <param name="name">The project's name.</param>
    /// <param name="url">Where to listen.</param>
    /// <param name="settings">Over all other sources of configuration.</param>
    /// <param name="add">The service's <c>AddXyz</c>.</param>
    /// <param name="map">Its <c>MapXyz</c>.</param>
    public static ServiceHost Create(
        string name, string url, IReadOnlyDictionary<string, string?> settings,
        Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = $"AudioStreaming.{name}",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration.AddInMemoryCollection(
            [KeyValuePair.Create("OTEL_SERVICE_NAME", (string?)name.ToLowerInvariant())]);
        builder.WebHost.UseUrls(url);
        AddQuietConsole(builder);
        builder.Services.Configure<HostOptions>(
            options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfStandalone>();

        builder.AddServiceDefaults();
        add(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        map(app);
        return new ServiceHost(app);
    }

    public Task StartAsync(CancellationToken cancellationToken) =>
        _app.StartAsync(cancellationToken);

    /// <summary>Lets endless answers end, without stopping any work.</summary>
    public void AnnounceStop() => _app.Lifetime.StopApplication();

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>
    /// Warnings and worse, unless the configuration says otherwise; a receiver of telemetry gets
    /// more.
    /// </summary>
    private static void AddQuietConsole(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        if (builder.Configuration["Logging:LogLevel:Default"] is not null) return;
        builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Warning);
        // A start that is not through is no fault; what is one is told by those who meet it.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(
            "Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }

    private static Uri Reachable(Uri url) =>
        url.Host is "0.0.0.0" or "[::]"
            ? new UriBuilder(url) { Host = "127.0.0.1" }.Uri
            : url;

    /// <summary>Signals go to Standalone, which stops the services in order.</summary>
    private sealed class LifetimeOfStandalone : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
