using System.Buffers.Text;
using System.Security.Cryptography;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// A broker that is a controller, too, of a cluster on loopback. The ports are chosen with the
/// record and stay: a node comes back where it was.
/// </summary>
public sealed record KafkaNode
{
    private const int IdSize = 16;

    private KafkaNode()
    {
    }

    /// <summary>From 1.</summary>
    public required int Id { get; init; }

    /// <summary>As Kafka writes them: 16 bytes in base64 for addresses.</summary>
    public required string ClusterId { get; init; }

    /// <summary>For clients and the other brokers.</summary>
    public int Port { get; } = LoopbackPort.Next();

    /// <summary>For the other controllers.</summary>
    public int ControllerPort { get; } = LoopbackPort.Next();

    /// <summary>All controllers, this one included: <c>id@host:port</c>.</summary>
    public IReadOnlyList<string> Voters { get; init; } = [];

    /// <summary>How clients log in, by TLS; <c>null</c>: everybody may come in.</summary>
    public KafkaLogin? Login { get; init; }

    /// <summary>More of <c>server.properties</c>; they win.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } =
        new Dictionary<string, string>();

    /// <summary>A broker alone.</summary>
    public static KafkaNode Alone() => Cluster(1)[0];

    /// <summary>Nodes that are each other's voters, under a fresh id.</summary>
    public static IReadOnlyList<KafkaNode> Cluster(int size)
    {
        var id = NewId();
        var nodes = Enumerable.Range(1, size)
            .Select(number => new KafkaNode { Id = number, ClusterId = id }).ToList();
        var voters = nodes.Select(node => $"{node.Id}@127.0.0.1:{node.ControllerPort}").ToList();
        return [.. nodes.Select(node => node with { Voters = voters })];
    }

    private static string NewId()
    {
        var id = RandomNumberGenerator.GetBytes(IdSize);
        // It must not begin with a dash, which its own tool would take for an option's.
        id[0] &= 0x7F;
        return Base64Url.EncodeToString(id);
    }
}
