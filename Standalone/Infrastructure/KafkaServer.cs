using System.Net.Sockets;
using Confluent.Kafka;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// Apache Kafka as a child, one broker that needs no other, on loopback. What it acknowledged
/// outlives <c>kill -9</c>; as with Redis at most a second is lost when the machine fails.
/// </summary>
/// <param name="directory">
/// For the data; the log and the record of the process lie beside it.
/// </param>
/// <param name="home">What is started.</param>
/// <param name="report">Told in one line what a person should know.</param>
/// <param name="node">Its part of a cluster; by default it is alone.</param>
public sealed class KafkaServer(
    string directory, KafkaHome home, Action<string>? report = null, KafkaNode? node = null)
    : ChildServer(directory, report)
{
    private readonly KafkaNode _node = node ?? KafkaNode.Alone();

    /// <summary>host:port, for <c>bootstrap.servers</c>.</summary>
    public string BootstrapServers => $"127.0.0.1:{_node.Port}";

    private protected override string Name => "Kafka";

    /// <summary>No package brings one.</summary>
    private protected override string? Account => null;

    private protected override Signal StopSignal => Signal.Terminate;

    /// <summary>
    /// An orderly stop waits for the rest of a cluster, which may have died with us.
    /// </summary>
    private protected override Signal DeathSignal => Signal.Kill;

    /// <summary>
    /// Records pass through the system's page cache, so a small heap is enough for the traffic of
    /// one machine; the simpler collector and compiler start sooner and leave the processors to
    /// the services.
    /// </summary>
    private IReadOnlyList<string> Java(KafkaFiles files) =>
    [
        "-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        // Else each leaves a file of counters in /tmp when it is killed.
        "-XX:-UsePerfData",
        $"-Djava.io.tmpdir={files.Temporary}",
        $"-Dlog4j2.configurationFile={files.LoggingConfiguration}",
        "-cp", home.ClassPath,
    ];

    private protected override async Task<(string, IReadOnlyList<string>)> PrepareAsync(
        CancellationToken cancellationToken)
    {
        if (Place.Data.Contains(','))
            throw new InfrastructureException(
                $"Kafka cannot keep data in {Place.Data}, for the comma; {DiskFault.ChooseData}.");
        var files = new KafkaFiles(Place.Data);
        await files.WriteAsync(_node, cancellationToken);
        if (!files.IsFormatted) await FormatAsync(files, cancellationToken);
        return (home.Java, [.. Java(files), "kafka.Kafka", files.Properties]);
    }

    private protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync("127.0.0.1", _node.Port, cancellationToken);
        }
        catch (SocketException)
        {
            return false;
        }
        return await KafkaProbe.AskAsync(Client(), cancellationToken) is { } cluster
            && Leads(cluster);
    }

    /// <summary>Its other threads go on talking: the last error, with its trace.</summary>
    private protected override IEnumerable<string> Complaints(IReadOnlyList<string> lines)
    {
        var error = lines.Index().LastOrDefault(line => line.Item.Contains(" ERROR "));
        if (error.Item is null) return base.Complaints(lines);
        var trace = lines.Skip(error.Index + 1)
            .TakeWhile(line => !KafkaFiles.BeginsRecord(line))
            .Where(line => !Tool.IsPlaceInTrace(line));
        return trace.Prepend(error.Item).TakeLast(3);
    }

    /// <summary>It is one of the brokers, and leads what nobody else could.</summary>
    private bool Leads(Metadata cluster) =>
        cluster.Brokers.Any(broker => broker.BrokerId == _node.Id)
        && cluster.Topics.SelectMany(topic => topic.Partitions)
            .Where(partition => partition.Replicas is [var only] && only == _node.Id)
            .All(partition => partition.Leader == _node.Id);

    private ClientConfig Client()
    {
        var client = new ClientConfig { BootstrapServers = BootstrapServers };
        _node.Login?.Apply(client);
        return client;
    }

    private Task FormatAsync(KafkaFiles files, CancellationToken cancellationToken)
    {
        string[] user = _node.Login is { } login
            ? ["--add-scram", $"SCRAM-SHA-256=[name={login.User},password={login.Password}]"]
            : [];
        return Tool.RunAsync(
            "prepare Kafka's data", cancellationToken,
            [
                home.Java, .. Java(files), "kafka.tools.StorageTool", "format",
                "--ignore-formatted", "-t", _node.ClusterId, "-c", files.Properties, .. user,
            ]);
    }
}
