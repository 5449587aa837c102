using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace AudioStreaming.Playback.Bench;

/// <summary>
/// As many requests as the server answers, over connections that are kept open, with as little work
/// on this side as can be: it shares the machine with the server.
/// </summary>
internal static class HttpLoad
{
    /// <summary>Until the hot paths are compiled for good.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstSeconds = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    /// <summary>The first seconds of a server that has just started, and then it warm.</summary>
    /// <param name="server">Where to send to.</param>
    /// <param name="processId">The process that serves.</param>
    /// <param name="requests">One per connection, sent again and again.</param>
    public static async Task<(LoadReport First, LoadReport Warm)> RunAsync(
        Uri server, int processId, IReadOnlyList<byte[]> requests)
    {
        var first = await ForAsync(server, processId, requests, FirstSeconds);
        await ForAsync(server, processId, requests, WarmUp - FirstSeconds);
        return (first, await ForAsync(server, processId, requests, Measured));
    }

    /// <summary>The same for a time, with no warming up.</summary>
    public static async Task<LoadReport> ForAsync(
        Uri server, int processId, IReadOnlyList<byte[]> requests, TimeSpan time)
    {
        var before = ProcessorTime(processId);
        var clock = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(requests.Select(
            request => Task.Run(() => ConnectionAsync(server, request, clock, time))));
        return LoadReport.Of(
            latencies.SelectMany(list => list), clock.Elapsed, ProcessorTime(processId) - before);
    }

    private static TimeSpan ProcessorTime(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    private static async Task<List<double>> ConnectionAsync(
        Uri server, byte[] request, Stopwatch clock, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var buffer = new byte[64 * 1024];
        var latencies = new List<double>();
        while (clock.Elapsed < time)
        {
            var start = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            await AnswerAsync(socket, buffer);
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return latencies;
    }

    private static async Task AnswerAsync(Socket socket, byte[] buffer)
    {
        var (read, head) = (0, -1);
        while (head < 0)
        {
            read += await ReceiveAsync(socket, buffer.AsMemory(read));
            head = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
        }
        var answer = Encoding.ASCII.GetString(buffer, 0, head);
        if (!answer.StartsWith("HTTP/1.1 200")) throw new InvalidOperationException(answer);
        var left = BodyLength(buffer.AsSpan(0, head)) - (read - head - 4);
        if (left is null)
        {
            while (!buffer.AsSpan(0, read).EndsWith("0\r\n\r\n"u8))
                read += await ReceiveAsync(socket, buffer.AsMemory(read));
        }
        while (left > 0) left -= await ReceiveAsync(socket, buffer);
    }

    private static async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        var received = await socket.ReceiveAsync(buffer);
        return received > 0 ? received : throw new IOException("the server hung up");
    }

    /// <returns><c>null</c>: sent in chunks.</returns>
    private static int? BodyLength(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? length
            : null;
    }
}
