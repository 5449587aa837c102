using AudioStreaming.Converter;
using AudioStreaming.CoreApi;
using AudioStreaming.PlaybackApi;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.StatisticsApi;
using AudioStreaming.Web;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// The whole product in this process: its infrastructure, each service as a host of its own, and
/// the web front on the one public port.
/// </summary>
public sealed class StandaloneApp : IAsyncDisposable
{
    private const string AnyLoopbackPort = "http://127.0.0.1:0";

    private readonly TaskCompletionSource _failed = new();
    private readonly Dictionary<string, ServiceHost> _hosts = [];
    private LocalInfrastructure? _infrastructure;
    private ServiceHost? _core;
    private ServiceHost? _converter;
    private ServiceHost? _playback;
    private ServiceHost? _statistics;
    private ServiceHost? _web;
    private bool _isStopping;

    private StandaloneApp()
    {
    }

    /// <summary>The web front.</summary>
    public Uri Address => _web!.Address;

    /// <summary>The Core API, directly.</summary>
    public Uri CoreAddress => _core!.Address;

    /// <summary>Whether Kafka's log ends with this process.</summary>
    public bool ForgetsItsLog => _infrastructure!.KafkaLogId is not null;

    /// <summary>Completes if a service gives up; then the rest should be stopped.</summary>
    public Task Failed => _failed.Task;

    /// <summary>What a service is made of, by its project's name.</summary>
    public IServiceProvider Services(string name) => _hosts[name].Services;

    /// <exception cref="InfrastructureException">
    /// Something is missing or taken; the message is one sentence with the cure.
    /// </exception>
    public static async Task<StandaloneApp> StartAsync(
        StandaloneOptions options, CancellationToken cancellationToken)
    {
        Ports.RequireFree(options.Bind, options.Port, "--port");
        if (options.CorePort is { } core) Ports.RequireFree(options.Bind, core, "--core-port");
        var outside = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection(options.Settings)
            .Build();
        Prerequisites.Require(outside);
        var app = new StandaloneApp();
        try
        {
            await app.StartPartsAsync(options, outside, cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// An orderly stop: no new requests, then no new events, then the consumers, and last the
    /// infrastructure that all of them need.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        foreach (var host in _hosts.Values) host.AnnounceStop();
        await StopAsync(_web);
        await Task.WhenAll(StopAsync(_playback), StopAsync(_core), StopAsync(_converter));
        await StopAsync(_statistics);
        foreach (var host in _hosts.Values) await host.DisposeAsync();
        if (_infrastructure is not null) await _infrastructure.DisposeAsync();
    }

    private static Task StopAsync(ServiceHost? host) => host?.StopAsync() ?? Task.CompletedTask;

    private async Task StartPartsAsync(
        StandaloneOptions options, IConfiguration outside, CancellationToken cancellationToken)
    {
        options.Report(
            $"starting the infrastructure (data in {Path.GetFullPath(options.DataDirectory)})");
        _infrastructure = await LocalInfrastructure.StartAsync(
            options, outside, cancellationToken);

        options.Report("starting the services");
        var settings = Join(_infrastructure.Settings, options.Settings);
        CreateServices(options, settings);
        // CoreApi first: its schema is what the others read.
        await DiskFault.ExplainAsync(
            options.DataDirectory, DiskFault.ChooseData,
            () => Ports.StartAsync(
                _core!, options.CorePort ?? 0, "--core-port", cancellationToken));
        await Task.WhenAll(
            _converter!.StartAsync(cancellationToken),
            _playback!.StartAsync(cancellationToken),
            _statistics!.StartAsync(cancellationToken));

        _web = Host(
            "Web", $"http://{Host(options)}:{options.Port}", Join(settings, Addresses()),
            builder => builder.AddWeb(), app => app.MapWeb());
        await Ports.StartAsync(_web, options.Port, "--port", cancellationToken);
    }

    private void CreateServices(
        StandaloneOptions options, IReadOnlyDictionary<string, string?> settings)
    {
        var coreUrl = options.CorePort is { } port
            ? $"http://{Host(options)}:{port}"
            : AnyLoopbackPort;
        _core = Host(
            "CoreApi", coreUrl, settings,
            builder => builder.AddCoreApi(), app => app.MapCoreApi());
        _converter = Host(
            "Converter", AnyLoopbackPort, settings,
            builder => builder.AddConverter(), _ => { });
        _playback = Host(
            "PlaybackApi", AnyLoopbackPort, settings,
            builder => builder.AddPlaybackApi(), app => app.MapPlaybackApi());
        _statistics = Host(
            "StatisticsApi", AnyLoopbackPort, settings,
            builder => builder.AddStatisticsApi(), app => app.MapStatisticsApi());
    }

    private ServiceHost Host(
        string name, string url, IReadOnlyDictionary<string, string?> settings,
        Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var host = ServiceHost.Create(name, url, settings, add, map);
        host.Stopping.Register(() => { if (!_isStopping) _failed.TrySetResult(); });
        _hosts.Add(name, host);
        return host;
    }

    private Dictionary<string, string?> Addresses() => new()
    {
        ["services:coreapi:http:0"] = _core!.Address.ToString(),
        ["services:playbackapi:http:0"] = _playback!.Address.ToString(),
        ["services:statisticsapi:http:0"] = _statistics!.Address.ToString(),
    };

    private static Dictionary<string, string?> Join(
        params IReadOnlyDictionary<string, string?>[] parts)
    {
        var joined = new Dictionary<string, string?>();
        foreach (var (key, value) in parts.SelectMany(part => part)) joined[key] = value;
        return joined;
    }

    private static string Host(StandaloneOptions options) =>
        options.Bind.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"[{options.Bind}]"
            : options.Bind.ToString();
}
