using System.Net.Sockets;
using System.Text;

namespace AudioStreaming.ServiceDefaults.Tests.Streams;

/// <summary>A client that asks for a stream and reads nothing of it.</summary>
internal sealed class SlowReader(Uri server, string path) : IDisposable
{
    private readonly TcpClient _connection = new() { ReceiveBufferSize = 4096 };

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _connection.ConnectAsync(server.Host, server.Port, cancellationToken);
        await _connection.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            cancellationToken);
    }

    /// <summary>Whether the server has reset the connection: it does not take more.</summary>
    public async Task<bool> IsCutAsync()
    {
        try
        {
            await _connection.GetStream().WriteAsync("\r\n"u8.ToArray());
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _connection.Dispose();
}
