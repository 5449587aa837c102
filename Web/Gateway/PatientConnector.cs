using System.Net.Sockets;

namespace AudioStreaming.Web.Gateway;

/// <summary>
/// Opens connections to services and waits a while for one that is restarting. Only connecting is
/// repeated, so no request is ever sent twice.
/// </summary>
internal sealed class PatientConnector(TimeProvider time, TimeSpan patience)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(800);

    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (time.GetElapsedTime(begun) + pause < patience)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            await Task.Delay(pause, time, cancellation);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
