using System.Net;
using System.Net.Sockets;

namespace AudioStreaming.AppHost;

/// <summary>
/// Where the dashboard is found, where it keeps what it is told, and how long it is waited for.
/// </summary>
internal static class Dashboard
{
    private const string ExportTimeout = "OTEL_EXPORTER_OTLP_TIMEOUT";
    private const string ExportTimeoutMs = "1000";
    private const string DataVariable = "ASPIRE_DASHBOARD_DATA_DIRECTORY";

    private static readonly (string Variable, string Default)[] Known =
    [
        ("ASPNETCORE_URLS", "http://localhost:15000"),
        ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:19000"),
        ("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", "http://localhost:20000"),
    ];

    /// <summary>
    /// The launch profile's addresses are fixed, so that a bookmark holds. Where one is taken, by a
    /// second AppHost for instance, a free port is used instead.
    /// </summary>
    public static void ChooseAddresses()
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

    /// <summary>
    /// Telemetry outlives the run; it belongs to the rest of the product's data, and goes with it.
    /// </summary>
    public static void KeepTelemetryWithData(this IDistributedApplicationBuilder builder) =>
        builder.Configuration[DataVariable] ??=
            Path.Combine(DataDirectory.Of(builder), "dashboard");

    /// <summary>
    /// The dashboard ends before the services do, which would wait for it. They inherit this.
    /// </summary>
    public static void LimitExports()
    {
        if (Environment.GetEnvironmentVariable(ExportTimeout) is null)
            Environment.SetEnvironmentVariable(ExportTimeout, ExportTimeoutMs);
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
