using System.Globalization;
using System.Security.Cryptography;
using AudioStreaming.Standalone.Infrastructure;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace AudioStreaming.Testing;

/// <summary>
/// Real Kafka brokers on loopback, one or three, each of which can be stopped, killed and started
/// again. Processes and files go with the test's process, however.
/// </summary>
public sealed class KafkaCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);

    private HostBoundDirectory? _directory;
    private IReadOnlyList<KafkaServer> _servers = [];
    private KafkaLogin? _login;

    /// <summary>
    /// One or three; with three, topics have a copy on each, and two acknowledge a record.
    /// </summary>
    public int Size { get; init; } = 1;

    /// <summary>Whether clients have to log in, by TLS.</summary>
    public bool AsksForLogin { get; init; }

    /// <summary>More of each broker's <c>server.properties</c>; they win.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } =
        new Dictionary<string, string>();

    /// <summary>For <c>ConnectionStrings:kafka</c>.</summary>
    public string BootstrapServers =>
        string.Join(',', _servers.Select(server => server.BootstrapServers));

    /// <param name="id">From 1.</param>
    public KafkaServer Node(int id) => _servers[id - 1];

    /// <summary>Where a node keeps its files; not to be touched while it runs.</summary>
    public string DataOf(int id) =>
        Path.Combine(_directory!.Path, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>A fresh configuration that reaches the cluster, login included.</summary>
    public ClientConfig Client()
    {
        var client = new ClientConfig { BootstrapServers = BootstrapServers };
        _login?.Apply(client);
        return client;
    }

    /// <summary>This cluster, started; where Kafka is missing, the test is skipped.</summary>
    public async Task<KafkaCluster> StartedAsync()
    {
        TestKafka.Require();
        _directory = new HostBoundDirectory();
        if (AsksForLogin)
        {
            var (certificate, key) = TestCertificate.Create();
            _login = new KafkaLogin(
                "tester", RandomNumberGenerator.GetHexString(16), certificate, key);
        }
        _servers =
        [
            .. KafkaNode.Cluster(Size).Select(node => new KafkaServer(
                DataOf(node.Id), TestKafka.Home,
                node: node with { Login = _login, Properties = Properties })),
        ];
        await StartAsync();
        return this;
    }

    /// <summary>All nodes that do not run: one alone of several cannot serve.</summary>
    public Task StartAsync() => Task.WhenAll(
        _servers.Select(server => server.StartAsync(CancellationToken.None)));

    /// <summary>All nodes, as by <c>kill -9</c> or a power cut of the building.</summary>
    public Task KillAsync() => Task.WhenAll(_servers.Select(server => server.KillAsync()));

    public async Task CreateTopicAsync(string topic, int partitions)
    {
        using var admin = new AdminClientBuilder(Client()).Build();
        await admin.CreateTopicsAsync(
            [new TopicSpecification { Name = topic, NumPartitions = partitions }]);
        for (var partition = 0; partition < partitions; partition++)
            await LeaderOfAsync(topic, partition);
    }

    /// <summary>The node that leads the partition, once one that is alive does.</summary>
    public async Task<int> LeaderOfAsync(string topic, int partition)
    {
        using var admin = new AdminClientBuilder(Client()).Build();
        int? leader = null;
        await Eventually.TrueAsync(
            () => Task.Run(() => (leader = FindLeader(admin, topic, partition)) is not null),
            $"{topic}/{partition} has a leader", Patience);
        return leader!.Value;
    }

    /// <summary>Waits until every partition has all its copies.</summary>
    public async Task IsWholeAsync()
    {
        using var admin = new AdminClientBuilder(Client()).Build();
        await Eventually.TrueAsync(
            () => Task.Run(() => IsWhole(admin)), "every partition has all its copies", Patience);
    }

    // An orderly stop would wait for a majority that is gone.
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        foreach (var server in _servers) await server.DisposeAsync();
        if (_directory is not null) await _directory.DisposeAsync();
    }

    private static bool IsWhole(IAdminClient admin)
    {
        try
        {
            return admin.GetMetadata(Answer).Topics.SelectMany(topic => topic.Partitions)
                .All(partition => partition.InSyncReplicas.Length == partition.Replicas.Length);
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    private int? FindLeader(IAdminClient admin, string topic, int partition)
    {
        try
        {
            var leader = admin.GetMetadata(topic, Answer).Topics
                .SelectMany(found => found.Partitions)
                .FirstOrDefault(found => found.PartitionId == partition)?.Leader ?? -1;
            return leader > 0 && Node(leader).ProcessId is not null ? leader : null;
        }
        catch (KafkaException)
        {
            return null;
        }
    }
}
