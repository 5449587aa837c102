using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using AudioStreaming.Testing;

namespace AudioStreaming.PlaybackApi.Tests;

/// <summary>Every command that clients send to a Redis database, as the server sees them.</summary>
internal sealed class RedisMonitor : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly string _database;
    private readonly Task _reading;

    private RedisMonitor(Socket socket, int database)
    {
        _socket = socket;
        _stream = new NetworkStream(socket);
        _database = $"[{database} unix:";
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Commands so far; what scripts do inside is not sent, so not among them.</summary>
    public IReadOnlyList<string> Commands =>
        [.. _lines.Where(line => line.Contains(_database)).Select(line => line.Split(']', 2)[1])];

    /// <summary>Those of them that run a script.</summary>
    public IReadOnlyList<string> Scripts =>
        [.. Commands.Select(command => command.Trim()).Where(c => c.StartsWith("\"EVALSHA\""))];

    /// <param name="connectionString">A leading <c>!</c> and the path of a socket.</param>
    /// <param name="database">The only database to watch.</param>
    public static async Task<RedisMonitor> StartAsync(string connectionString, int database)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(
            new UnixDomainSocketEndPoint(connectionString.Split(',')[0].TrimStart('!')));
        await socket.SendAsync("MONITOR\r\n"u8.ToArray());
        var monitor = new RedisMonitor(socket, database);
        await Eventually.TrueAsync(() => monitor._lines.Contains("+OK"), "Redis does not monitor");
        return monitor;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Shutdown(SocketShutdown.Both);
        await _reading;
        await _stream.DisposeAsync();
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        using var reader = new StreamReader(_stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync() is { } line) _lines.Enqueue(line);
    }
}
