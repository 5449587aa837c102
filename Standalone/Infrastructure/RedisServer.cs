using System.Net.Sockets;
using System.Text;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// Redis as a child, with its append-only file (at most a second is lost when the machine fails).
/// It listens on a socket in a directory that only its account (and root) can enter, hence needs no
/// password; nothing is open on the network.
/// </summary>
/// <param name="directory">
/// For the data; the log and the record of the process lie beside it.
/// </param>
/// <param name="report">Told in one line what a person should know.</param>
/// <param name="settings">More options of its command line; they win.</param>
public sealed class RedisServer(
    string directory, Action<string>? report = null, IReadOnlyList<string>? settings = null)
    : ChildServer(directory, report)
{
    /// <summary>
    /// As StackExchange.Redis reads it: a leading <c>!</c> means a socket's path.
    /// </summary>
    public string ConnectionString => "!" + Socket;

    private protected override string Name => "Redis";

    private protected override string Account => "redis";

    private protected override Signal StopSignal => Signal.Terminate;

    private string Socket => Path.Combine(Place.Sockets, "redis");

    private protected override Task<(string, IReadOnlyList<string>)> PrepareAsync(
        CancellationToken cancellationToken)
    {
        var program = Tool.Find("redis-server") ?? throw new InfrastructureException(
            "Redis is not installed; type: apt-get install redis-server");
        IReadOnlyList<string> arguments =
        [
            "--port", "0",
            "--unixsocket", Socket,
            "--unixsocketperm", "700",
            "--dir", Place.Data,
            "--appendonly", "yes",
            "--appendfsync", "everysec",
            "--save", "",
            "--notify-keyspace-events", "Ex",
            "--maxmemory-policy", "noeviction",
            "--daemonize", "no",
            .. settings ?? [],
        ];
        return Task.FromResult((program, arguments));
    }

    /// <summary>While it loads its data it answers every PING with an error.</summary>
    private protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(
            AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
            await socket.SendAsync("PING\r\n"u8.ToArray(), cancellationToken);
            var answer = new byte[64];
            var length = await socket.ReceiveAsync(answer, cancellationToken);
            return Encoding.ASCII.GetString(answer, 0, length).StartsWith("+PONG");
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
