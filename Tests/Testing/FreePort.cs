using System.Net;
using System.Net.Sockets;

namespace AudioStreaming.Testing;

/// <summary>For servers that cannot choose a port by themselves.</summary>
public static class FreePort
{
    /// <summary>One that was free a moment ago.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
