using System.Net;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AudioStreaming.Kafka.Tests.Product;

/// <summary>The whole product in this process, on a real Kafka.</summary>
internal sealed class KafkaProduct : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Services =
        ["CoreApi", "Converter", "PlaybackApi", "StatisticsApi"];

    private readonly ProductFixture _product;

    private KafkaProduct(KafkaCluster cluster, ProductFixture product)
    {
        (Cluster, _product) = (cluster, product);
        Client = new ProductClient(product.Client);
    }

    public KafkaCluster Cluster { get; }

    public ProductClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="cluster">May be down.</param>
    /// <param name="settings">For every service.</param>
    public static async Task<KafkaProduct> StartAsync(
        KafkaCluster cluster, params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["ConnectionStrings:kafka"] = cluster.BootstrapServers,
            // Everything that a test waits for comes sooner.
            ["Kafka:Client:TopicMetadataRefreshIntervalMs"] = "1000",
            ["Kafka:Consumer:SessionTimeoutMs"] = "6000",
        };
        foreach (var (name, value) in settings) all[name] = value;
        var product = new ProductFixture { Settings = all };
        await product.InitializeAsync();
        return new KafkaProduct(cluster, product);
    }

    public T Get<T>(string service) where T : notnull =>
        _product.Services(service).GetRequiredService<T>();

    /// <summary>What a service's health says of a part; null if that is well.</summary>
    public async Task<string?> HealthAsync(string service, string part)
    {
        var report = await Get<HealthCheckService>(service).CheckHealthAsync(Token);
        var entry = report.Entries[part];
        return entry.Status == HealthStatus.Healthy ? null : entry.Description ?? "";
    }

    public Task BecomesReadyAsync() => Eventually.TrueAsync(
        async () =>
        {
            using var answer = await Client.Http.GetAsync("/health");
            return answer.StatusCode == HttpStatusCode.OK;
        },
        "the product is ready", Patience);

    /// <returns>The track; it waits for a converter.</returns>
    public async Task<string> UploadAsync()
    {
        var upload = await Client.UploadAsync(
            await TestAudio.WavAsync(seconds: 2), "Artist", "Title", Token);
        return upload.GetProperty("track_id").GetString()!;
    }

    public async Task<string> UploadReadyAsync()
    {
        var track = await UploadAsync();
        await Client.ReadyAsync(track);
        return track;
    }

    /// <returns>The body of heartbeats and of the end.</returns>
    public async Task<object> OpenAsync(string track)
    {
        var play = await Client.PostAsync($"/play/{track}", null, Token);
        return new
        {
            track_id = track,
            user_session = play.GetProperty("user_session").GetString(),
        };
    }

    public Task PingAsync(object session) => Client.PostAsync("/ping", session, Token);

    public Task StopAsync(object session) => Client.PostAsync("/stop", session, Token);

    /// <summary>Told each fault point that any service reaches; may wait.</summary>
    public void OnReached(Func<string, Task> reached)
    {
        foreach (var service in Services) Get<FaultPoints>(service).Reached = reached;
    }

    /// <summary>Listens until that is a play, and stops.</summary>
    /// <param name="track">Is ready.</param>
    /// <param name="before">Its plays so far.</param>
    public async Task PlayAsync(string track, long before = 0)
    {
        var session = await OpenAsync(track);
        await Eventually.TrueAsync(
            async () =>
            {
                await PingAsync(session);
                return await Client.StatsAsync(track) is { } stats && stats.Plays == before + 1;
            },
            "the play counts", Patience);
        await StopAsync(session);
        await CountsAsync(track, before + 1);
    }

    /// <summary>So many plays in the end, and nobody who listens.</summary>
    public Task CountsAsync(string track, long plays) => Eventually.TrueAsync(
        async () => await Client.StatsAsync(track) is { Online: 0 } stats && stats.Plays == plays,
        $"{plays} plays are counted, and nobody listens", Patience);

    public Task NobodyListensAsync(string track) => Eventually.TrueAsync(
        // What was never played or is not heard is not listed.
        async () => await Client.StatsAsync(track) is null or { Online: 0 },
        "nobody listens", Patience);

    public async Task<int> PartitionsAsync(string topic)
    {
        using var admin = new AdminClientBuilder(Cluster.Client()).Build();
        var found = await admin.DescribeTopicsAsync(TopicCollection.OfTopicNames([topic]));
        return found.TopicDescriptions[0].Partitions.Count;
    }

    public Task StopProductAsync() => _product.StopAsync();

    /// <summary>Where it was.</summary>
    public async Task StartProductAsync()
    {
        await _product.StartAsync(_product.Client.BaseAddress!.Port);
        await BecomesReadyAsync();
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();
}
