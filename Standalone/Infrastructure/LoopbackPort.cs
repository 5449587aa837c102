using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>
/// For servers that cannot choose a port by themselves and come back to the one they had: below
/// those that the system hands out, so that nobody gets it while they are away.
/// </summary>
internal static class LoopbackPort
{
    private const int First = 10_000;
    private const int Last = 32_767;

    private static readonly Lock Turn = new();

    // Elsewhere in each process, that two of them do not meet.
    private static int _next = RandomNumberGenerator.GetInt32(First, Last + 1);

    /// <summary>One that is free now, and that this process is not given again soon.</summary>
    public static int Next()
    {
        lock (Turn)
        {
            int port;
            do
            {
                port = _next;
                _next = port == Last ? First : port + 1;
            }
            while (!IsFree(port));
            return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
