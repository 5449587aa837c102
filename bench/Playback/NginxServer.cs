using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AudioStreaming.Testing;

namespace AudioStreaming.Playback.Bench;

/// <summary>nginx in one process over a directory, as a baseline.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly Process _process;

    private NginxServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int WorkerProcessId => _process.Id;

    /// <returns><c>null</c> if it is not installed.</returns>
    public static async Task<NginxServer?> TryStartAsync(string directory, string root)
    {
        var port = FreePort();
        var configuration = Path.Combine(directory, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            master_process off;
            pid {{directory}}/nginx.pid;
            error_log stderr crit;
            events { worker_connections 256; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 100000000;
              open_file_cache max=1000;
              server { listen 127.0.0.1:{{port}}; root {{root}}; }
            }
            """);
        try
        {
            var process = Process.Start("nginx", ["-c", configuration, "-p", directory]);
            var address = new Uri($"http://127.0.0.1:{port}");
            await Eventually.TrueAsync(() => AcceptsAsync(port), "nginx does not listen");
            return new NginxServer(process, address);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>nginx cannot be asked which port it got.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
