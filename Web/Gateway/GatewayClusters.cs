using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace AudioStreaming.Web.Gateway;

/// <summary>Each service twice: for quick requests and for those that stay open.</summary>
internal static class GatewayClusters
{
    private static readonly TimeSpan QuickSilence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongSilence = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<ClusterConfig> All { get; } =
    [
        .. ServiceNames.All.SelectMany(name => new[]
        {
            Cluster(name, GatewayRoutes.QuickCluster, QuickSilence),
            Cluster(name, GatewayRoutes.LongCluster, LongSilence),
        }),
    ];

    private static ClusterConfig Cluster(string name, string kind, TimeSpan silence) =>
        new()
        {
            ClusterId = $"{name}-{kind}",
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            HttpRequest = new ForwarderRequestConfig
            {
                ActivityTimeout = silence,
                AllowResponseBuffering = false,
                Version = new Version(1, 1),
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            },
            // A replica that is gone is left alone for a while, unless all are.
            HealthCheck = new HealthCheckConfig
            {
                Passive = new PassiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate,
                    ReactivationPeriod = TimeSpan.FromSeconds(5),
                },
                AvailableDestinationsPolicy =
                    HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            },
            // Service discovery makes a destination of its own of each replica.
            Destinations = new Dictionary<string, DestinationConfig>
            {
                [name] = new() { Address = ServiceNames.AddressOf(name) },
            },
        };
}
