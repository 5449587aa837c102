using System.Net;
using System.Security.Cryptography;
using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests;

/// <summary>
/// The product as it is deployed: every service a process of its own, two replicas of each behind
/// the gateway, with real servers under them, and all of it told to one receiver of telemetry.
/// </summary>
/// <param name="kafka">A real one; by default the in-process broker.</param>
internal sealed class ProductCluster(KafkaCluster? kafka = null) : IAsyncDisposable
{
    private const int Replicas = 2;

    private static readonly string[] Services =
        ["CoreApi", "Converter", "PlaybackApi", "StatisticsApi"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly InfrastructureFixture _infrastructure = new();
    private readonly Dictionary<string, List<ServiceProcess>> _replicas = [];
    private Dictionary<string, string> _settings = [];
    private ServiceProcess? _web;
    private OtlpReceiver? _telemetry;

    public OtlpReceiver Telemetry => _telemetry!;

    public Uri Address => _web!.BaseAddress;

    /// <param name="kafka">A real one; by default the in-process broker.</param>
    public static async Task<ProductCluster> StartAsync(KafkaCluster? kafka = null)
    {
        var cluster = new ProductCluster(kafka);
        try
        {
            await cluster.StartPartsAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One replica is gone, as by <c>kill -9</c>; the other has to do.</summary>
    public async Task KillOneAsync(string service)
    {
        var victim = _replicas[service][0];
        _replicas[service].RemoveAt(0);
        await victim.KillAsync();
        await victim.DisposeAsync();
    }

    /// <summary>
    /// As a deployment does: each replica of each service is asked to stop and started again where
    /// it was, when the one before it is ready.
    /// </summary>
    public async Task RollAsync()
    {
        foreach (var service in Services)
            for (var index = 0; index < Replicas; index++)
            {
                var old = _replicas[service][index];
                await old.TerminateAsync();
                await old.DisposeAsync();
                var next = await ServiceProcess.StartAsync(service, _settings, old.BaseAddress);
                _replicas[service][index] = next;
                await BecomesReadyAsync(next.BaseAddress);
            }
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null) await _web.DisposeAsync();
        foreach (var replica in _replicas.Values.SelectMany(replicas => replicas))
            await replica.DisposeAsync();
        if (_telemetry is not null) await _telemetry.DisposeAsync();
        await _infrastructure.DisposeAsync();
    }

    private async Task StartPartsAsync()
    {
        await _infrastructure.InitializeAsync();
        _telemetry = await OtlpReceiver.StartAsync();
        _settings = new Dictionary<string, string>(Telemetry.Settings)
        {
            ["ConnectionStrings:database"] = await _infrastructure.CreateDatabaseAsync(),
            ["ConnectionStrings:redis"] = _infrastructure.Redis,
            ["ConnectionStrings:kafka"] = kafka?.BootstrapServers ?? _infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={_infrastructure.Directory}/objects",
            ["Kafka:LogId"] = kafka is null ? _infrastructure.KafkaBroker.LogId : "",
            ["Kafka:SigningKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Playback:SigningKeys:0"] =
                Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            // A dead worker's track passes on after this time, not after a minute.
            ["Converter:Jobs:Lease"] = "00:00:15",
        };
        foreach (var service in Services)
        {
            _replicas[service] = [];
            // Both at once, so that they also meet at the migrations.
            _replicas[service].AddRange(await Task.WhenAll(
                Enumerable.Range(0, Replicas)
                    .Select(_ => ServiceProcess.StartAsync(service, _settings))));
        }
        _web = await ServiceProcess.StartAsync("Web", WebSettings(Telemetry.Settings));
        await BecomesReadyAsync(Address);
    }

    private Dictionary<string, string> WebSettings(IReadOnlyDictionary<string, string> telemetry)
    {
        var settings = new Dictionary<string, string>(telemetry);
        foreach (var (service, replicas) in _replicas)
            for (var index = 0; index < replicas.Count; index++)
                settings[$"services:{service.ToLowerInvariant()}:http:{index}"] =
                    replicas[index].BaseAddress.ToString();
        return settings;
    }

    private static async Task BecomesReadyAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await client.GetAsync("/health");
                return answer.StatusCode == HttpStatusCode.OK;
            },
            $"{address} is ready", Patience);
    }
}
