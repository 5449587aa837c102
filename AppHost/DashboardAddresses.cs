using System.Net;
using System.Net.Sockets;

namespace AudioStreaming.AppHost;

/// <summary>
/// The launch profile's addresses of the dashboard are fixed, so that a bookmark holds. Where one
/// is taken, by a second AppHost for instance, a free port is used instead.
/// </summary>
internal static class DashboardAddresses
{
    private static readonly (string Variable, string Default)[] Known =
    [
        ("ASPNETCORE_URLS", "http://localhost:15000"),
        ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:19000"),
        ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://localhost:20000"),
    ];

    public static void Choose()
    {
        foreach (var (variable, usual) in Known)
        {
            var given = Environment.GetEnvironmentVariable(variable);
            var address = new Uri(string.IsNullOrEmpty(given) ? usual : given.Split(';')[0]);
            var port = Open(address.Port) ?? Open(0)!.Value;
            Environment.SetEnvironmentVariable(
                variable, $"{address.Scheme}://{address.Host}:{port}");
        }
    }

    /// <returns>The port, which is given back at once; <c>null</c> where it is taken.</returns>
    private static int? Open(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
