using System.Net.Http.Json;
using System.Text.Json;
using AudioStreaming.CoreApi.Recovery;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.Storage;
using AudioStreaming.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AudioStreaming.CoreApi.Tests.Hosting;

/// <summary>
/// A database and a store of its own, and replicas of the service that work on them.
/// </summary>
internal sealed class CoreApiHarness : IAsyncDisposable
{
    private readonly List<WebApplication> _hosts = [];
    private readonly Dictionary<string, string> _settings;

    private CoreApiHarness(InfrastructureFixture infrastructure, string database, string objects)
    {
        _settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:database"] = database,
            ["ConnectionStrings:kafka"] = infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={objects}",
            ["Uploads:Lease"] = "00:00:01",
            ["Uploads:RecoveryInterval"] = "00:00:00.250",
            ["Deletion:RetryInterval"] = "00:00:00.250",
            ["Outbox:PollInterval"] = "00:00:00.500",
            ["Outbox:SendTimeout"] = "00:00:02",
        };
        Objects = objects;
        Database = NpgsqlDataSource.Create(database);
        Store = StorageSetup.Create($"Path={objects}", "objects", TimeProvider.System);
    }

    public NpgsqlDataSource Database { get; }

    public IObjectStore Store { get; }

    /// <summary>The directory of the store.</summary>
    public string Objects { get; }

    /// <summary>For <see cref="ServiceProcess"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>Of the replica started last.</summary>
    public HttpClient Client { get; private set; } = new();

    public IServiceProvider Services => _hosts[^1].Services;

    public FaultPoints Faults => Services.GetRequiredService<FaultPoints>();

    public FaultyStore FaultyStore => (FaultyStore)Services.GetRequiredService<IObjectStore>();

    public UploadRecovery UploadRecovery => Services.GetRequiredService<UploadRecovery>();

    public DeletionRecovery DeletionRecovery => Services.GetRequiredService<DeletionRecovery>();

    public static async Task<CoreApiHarness> CreateAsync(InfrastructureFixture infrastructure) =>
        new(
            infrastructure,
            await infrastructure.CreateDatabaseAsync(),
            Path.Combine(infrastructure.Directory, $"objects-{Path.GetRandomFileName()}"));

    /// <summary>Creates it, and starts one replica in this process.</summary>
    public static async Task<CoreApiHarness> StartNewAsync(
        InfrastructureFixture infrastructure, params (string Key, string Value)[] settings)
    {
        var harness = await CreateAsync(infrastructure);
        await harness.StartAsync(settings);
        return harness;
    }

    public async Task StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(_settings!);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddServiceDefaults();
        builder.AddCoreApi();
        builder.Services.AddSingleton<IObjectStore>(new FaultyStore(Store));
        var host = builder.Build();
        host.MapDefaultEndpoints();
        host.MapCoreApi();
        await host.StartAsync();
        _hosts.Add(host);
        Client.Dispose();
        Client = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
    }

    /// <summary>Ends the replica started last.</summary>
    public async Task StopAsync()
    {
        var host = _hosts[^1];
        _hosts.RemoveAt(_hosts.Count - 1);
        await host.StopAsync();
        await host.DisposeAsync();
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        while (_hosts.Count > 0) await StopAsync();
        await Database.DisposeAsync();
    }
}
