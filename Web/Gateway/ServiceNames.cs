namespace AudioStreaming.Web.Gateway;

/// <summary>
/// The services behind the gateway. Service discovery knows their replicas by these names, from
/// <c>services:name:http:n</c>.
/// </summary>
internal static class ServiceNames
{
    public const string CoreApi = "coreapi";
    public const string PlaybackApi = "playbackapi";
    public const string StatisticsApi = "statisticsapi";

    public static readonly string[] All = [CoreApi, PlaybackApi, StatisticsApi];

    /// <summary>What stands for all replicas of a service; resolved by service discovery.</summary>
    public static string AddressOf(string name) => $"http://{name}";
}
