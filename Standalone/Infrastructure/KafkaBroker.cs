using System.Security.Cryptography;
using AudioStreaming.Contracts;
using Confluent.Kafka;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// librdkafka's in-process broker: Kafka's wire protocol, consumer groups included, on loopback and
/// in memory. It forgets everything when it stops, and of a partition it keeps at most 5 MiB or
/// 100,000 batches, read or not.
/// </summary>
public sealed class KafkaBroker : ILocalServer, IAsyncDisposable
{
    private const int InitialRebalanceDelay = 250;

    private readonly Lock _lock = new();
    private nint _client;
    private nint _cluster;
    private bool _isDown;

    /// <summary>host:port, for <c>bootstrap.servers</c>.</summary>
    public string BootstrapServers { get; private set; } = "";

    /// <summary>Names this log: offsets of another mean nothing. Fresh with every log.</summary>
    public string LogId { get; private set; } = "";

    int? ILocalServer.ProcessId => _isDown ? null : Environment.ProcessId;

    string? ILocalServer.LogPath => null;

    /// <summary>Begins an empty log; after <see cref="KillAsync"/> the old one goes on.</summary>
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.Run(Start, cancellationToken);

    /// <summary>Ends the broker and forgets its log.</summary>
    public Task StopAsync() => Task.Run(Stop);

    /// <summary>
    /// Cuts all connections and refuses new ones until <see cref="StartAsync"/>, as a real
    /// broker that fails and comes back with its log.
    /// </summary>
    public Task KillAsync() => Task.Run(() =>
    {
        lock (_lock)
        {
            if (_cluster != 0) Librdkafka.SetDown(_cluster);
            _isDown = true;
        }
    });

    /// <summary>
    /// Refuses the next batches that are sent, as a real broker whose rules they break.
    /// </summary>
    /// <param name="error">Kafka's error code.</param>
    /// <param name="times">How many batches.</param>
    public void Refuse(int error, int times)
    {
        var errors = Enumerable.Repeat(error, times).ToArray();
        lock (_lock) Librdkafka.PushErrors(_cluster, Librdkafka.Produce, (nuint)times, errors);
    }

    public async Task<bool> IsServingAsync(CancellationToken cancellationToken) =>
        await KafkaProbe.AskAsync(
            new ClientConfig { BootstrapServers = BootstrapServers }, cancellationToken)
            is { Brokers.Count: > 0 };

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>With its log kept, as a broker's is.</summary>
    Task ILocalServer.StopAsync() => KillAsync();

    private void Start()
    {
        lock (_lock)
        {
            _isDown = false;
            if (_cluster != 0)
            {
                Librdkafka.SetUp(_cluster);
                return;
            }
            Librdkafka.RequireLoadable();
            _client = Librdkafka.NewClient();
            _cluster = Librdkafka.NewCluster(_client, brokers: 1);
            Librdkafka.SetController(_cluster, broker: 1);
            Librdkafka.SetInitialRebalanceDelay(_cluster, InitialRebalanceDelay);
            foreach (var topic in Topics.All)
                Librdkafka.CreateTopic(_cluster, topic, Topics.Partitions(topic));
            BootstrapServers = Librdkafka.Bootstraps(_cluster);
            LogId = RandomNumberGenerator.GetHexString(16, lowercase: true);
        }
    }

    private void Stop()
    {
        lock (_lock)
        {
            if (_cluster == 0) return;
            Librdkafka.DestroyCluster(_cluster);
            Librdkafka.DestroyClient(_client);
            (_cluster, _client) = (0, 0);
        }
    }
}
