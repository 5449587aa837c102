using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests.Anonymity;

/// <summary>
/// The whole product, each service a process that logs and exports as much as it ever does, over
/// servers whose contents can be read.
/// </summary>
internal sealed class WatchedProduct(InfrastructureFixture infrastructure) : IAsyncDisposable
{
    /// <summary>Uploads are refused beyond this, in bytes.</summary>
    public const int MaxUpload = 2_000_000;

    /// <summary>Plays that one address may open at once.</summary>
    public const int MaxPlays = 20;

    // In this order: the first brings the schema, the last needs the others' addresses.
    private static readonly string[] Projects =
        ["CoreApi", "PlaybackApi", "StatisticsApi", "Web"];

    private static readonly string[] Loggers =
        ["Default", "Microsoft", "Microsoft.AspNetCore", "System", "Yarp", "Npgsql"];

    private readonly List<ServiceProcess> _processes = [];
    private string _database = "";

    public OtlpReceiver Telemetry { get; private set; } = null!;

    public string Database => _database;

    public string ObjectDirectory => Path.Combine(infrastructure.Directory, "objects");

    /// <summary>All that every service has printed.</summary>
    public string Logs => string.Join('\n', _processes.Select(process => process.Output));

    public Uri Address => _processes[Projects.Length - 1].BaseAddress;

    /// <summary>All but a converter: uploads wait.</summary>
    public async Task StartAsync()
    {
        Telemetry = await OtlpReceiver.StartAsync();
        _database = await infrastructure.CreateDatabaseAsync();
        Directory.CreateDirectory(ObjectDirectory);
        foreach (var project in Projects) await StartAsync(project);
    }

    public Task StartConverterAsync() => StartAsync("Converter");

    /// <summary>Stops all in order, so that whatever they still had to tell is told.</summary>
    public async Task StopAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes)) await process.TerminateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        if (Telemetry is not null) await Telemetry.DisposeAsync();
    }

    private async Task StartAsync(string project)
    {
        var settings = Settings();
        foreach (var (index, process) in _processes.Take(Projects.Length).Index())
            settings[$"services:{Projects[index].ToLowerInvariant()}:http:0"] =
                process.BaseAddress.ToString();
        settings["OTEL_SERVICE_NAME"] = project.ToLowerInvariant();
        _processes.Add(await ServiceProcess.StartAsync(project, settings));
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>(Telemetry.Settings)
        {
            ["ConnectionStrings:database"] = _database,
            ["ConnectionStrings:redis"] = infrastructure.Redis,
            ["ConnectionStrings:kafka"] = infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={ObjectDirectory}",
            ["Kafka:LogId"] = infrastructure.KafkaBroker.LogId,
            ["Playback:SigningKeys:0"] = Convert.ToBase64String(new byte[32]),
            ["Uploads:MaxFileBytes"] = $"{MaxUpload}",
            ["RateLimits:PlaysPerMinute"] = $"{MaxPlays}",
            ["RateLimits:AddressHeader"] = "X-Forwarded-For",
        };
        foreach (var logger in Loggers) settings[$"Logging:LogLevel:{logger}"] = "Trace";
        return settings;
    }
}
