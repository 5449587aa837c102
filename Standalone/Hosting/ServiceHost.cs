using AudioStreaming.ServiceDefaults;
using AudioStreaming.Standalone.Infrastructure;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>One service as a host of its own: own container, own configuration, own port.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;

    private readonly Silence _silence;
    private bool _isBegun;

    private ServiceHost(WebApplication app, Silence silence)
    {
        _app = app;
        _silence = silence;
    }

    /// <summary>Where it listens, as seen from this machine.</summary>
    public Uri Address => Reachable(new Uri(_app.Urls.First()));

    public IServiceProvider Services => _app.Services;

    /// <summary>Fires when the service is asked to stop, or gives up by itself.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <param name="name">The project's name.</param>
    /// <param name="url">Where to listen.</param>
    /// <param name="settings">Over all other sources of configuration.</param>
    /// <param name="add">The service's <c>AddXyz</c>.</param>
    /// <param name="map">Its <c>MapXyz</c>.</param>
    /// <exception cref="InfrastructureException">A setting is wrong.</exception>
    public static ServiceHost Create(
        string name, string url, IReadOnlyDictionary<string, string?> settings,
        Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        try
        {
            return Build(name, url, settings, add, map);
        }
        catch (Exception exception) when (SettingFault.Find(exception) is { } sentence)
        {
            throw new InfrastructureException(sentence, exception);
        }
    }

    /// <exception cref="InfrastructureException">A setting is wrong.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _isBegun = true;
            await _app.StartAsync(cancellationToken);
            _silence.End();
        }
        catch (Exception exception) when (SettingFault.Find(exception) is { } sentence)
        {
            throw new InfrastructureException(sentence, exception);
        }
    }

    /// <summary>Lets endless answers end, without stopping any work.</summary>
    public void AnnounceStop() => _app.Lifetime.StopApplication();

    /// <summary>A host whose start was never tried cannot be stopped.</summary>
    public Task StopAsync() => _isBegun ? _app.StopAsync() : Task.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static ServiceHost Build(
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
        var silence = new Silence();
        AddQuietConsole(builder, silence);
        builder.Services.Configure<HostOptions>(
            options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton<IHostLifetime, LifetimeOfStandalone>();

        builder.AddServiceDefaults();
        add(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        map(app);
        // Before any service of the product starts, as each start would do for itself.
        app.Services.GetService<IStartupValidator>()?.Validate();
        return new ServiceHost(app, silence);
    }

    /// <summary>
    /// Warnings and worse, unless the configuration says otherwise; a receiver of telemetry gets
    /// more.
    /// </summary>
    private static void AddQuietConsole(WebApplicationBuilder builder, Silence silence)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Default;
        });
        if (builder.Configuration["Logging:LogLevel:Default"] is not null) return;
        builder.Logging.AddFilter<ConsoleLoggerProvider>(silence.Allows);
        // A start that is not through is no fault; what is one is told by those who meet it.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(
            "Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }

    private static Uri Reachable(Uri url) =>
        url.Host is "0.0.0.0" or "[::]"
            ? new UriBuilder(url) { Host = "127.0.0.1" }.Uri
            : url;

    /// <summary>
    /// A start that fails ends in one sentence of ours: the host and its server need not log it.
    /// </summary>
    private sealed class Silence
    {
        private volatile bool _hasEnded;

        public void End() => _hasEnded = true;

        public bool Allows(string? category, LogLevel level) =>
            level >= LogLevel.Warning && (_hasEnded || category is not (
                "Microsoft.Extensions.Hosting.Internal.Host"
                or "Microsoft.AspNetCore.Hosting.Diagnostics"
                or "Microsoft.AspNetCore.Server.Kestrel"));
    }

    /// <summary>Signals go to Standalone, which stops the services in order.</summary>
    private sealed class LifetimeOfStandalone : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
