using System.Net;
using System.Net.Sockets;
using AudioStreaming.Standalone.Infrastructure;
using Microsoft.AspNetCore.Connections;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>Looks before everything starts whether the wanted ports are free.</summary>
public static class Ports
{
    /// <exception cref="InfrastructureException">It is taken, or not ours to take.</exception>
    public static void RequireFree(IPAddress address, int port, string option)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        // As Kestrel does; else a port whose last connections linger would count as taken.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
        }
        catch (SocketException exception)
        {
            throw new InfrastructureException(exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => IsTaken(port, option),
                SocketError.AccessDenied =>
                    $"Port {port} needs rights that this user lacks; choose one from 1024 up "
                    + $"with {option}.",
                SocketError.AddressNotAvailable =>
                    $"This machine has no address {address}; choose another with --bind.",
                _ => $"Port {port} on {address} cannot be opened: {exception.Message}.",
            }, exception);
        }
    }

    /// <summary>Starts a service, whose port somebody may have taken in the meantime.</summary>
    /// <exception cref="InfrastructureException">So it is.</exception>
    internal static async Task StartAsync(
        ServiceHost host, int port, string option, CancellationToken cancellationToken)
    {
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new InfrastructureException(IsTaken(port, option), exception);
        }
    }

    private static string IsTaken(int port, string option) =>
        $"Port {port} is taken; choose another with {option} (0 takes any free one).";
}
