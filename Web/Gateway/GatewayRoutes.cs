using Yarp.ReverseProxy.Configuration;
using static AudioStreaming.Web.Gateway.ServiceNames;

namespace AudioStreaming.Web.Gateway;

/// <summary>The path table of ARCHITECTURE.md as proxy routes.</summary>
internal static class GatewayRoutes
{
    /// <summary>Routes that answer quickly or not at all.</summary>
    public const string QuickCluster = "quick";

    /// <summary>Routes that stay open: uploads, server-sent events.</summary>
    public const string LongCluster = "long";

    public static IReadOnlyList<RouteConfig> All { get; } =
    [
        Route("upload", CoreApi, LongCluster, "/upload") with
        {
            // A browser that opens /upload wants the page.
            Match = new RouteMatch { Path = "/upload", Methods = ["POST", "OPTIONS"] },
        },
        Route("track-stream", CoreApi, LongCluster, "/tracks/stream"),
        Route("tracks", CoreApi, QuickCluster, "/tracks/{**rest}"),
        Route("download", CoreApi, LongCluster, "/download/{**rest}"),
        Route("api", CoreApi, LongCluster, "/api/{**rest}", "/api"),
        Route("play", PlaybackApi, QuickCluster, "/play/{**rest}"),
        Route("ping", PlaybackApi, QuickCluster, "/ping"),
        Route("stop", PlaybackApi, QuickCluster, "/stop"),
        Route("media", PlaybackApi, LongCluster, "/media/{**rest}"),
        Route("tracking", PlaybackApi, LongCluster, "/tracking/{**rest}", "/tracking"),
        Route("statistics-stream", StatisticsApi, LongCluster, "/stats/stream"),
        Route("statistics-live", StatisticsApi, QuickCluster, "/stats/live") with
        {
            Transforms = [new Dictionary<string, string> { ["PathSet"] = "/stats" }],
        },
        Route("statistics", StatisticsApi, QuickCluster, "/stats/{**rest}"),
    ];

    private static RouteConfig Route(
        string id, string service, string cluster, string path, string? removedPrefix = null) =>
        new()
        {
            RouteId = id,
            ClusterId = $"{service}-{cluster}",
            Match = new RouteMatch { Path = path },
            Transforms = removedPrefix is null
                ? null
                : [new Dictionary<string, string> { ["PathRemovePrefix"] = removedPrefix }],
        };
}
