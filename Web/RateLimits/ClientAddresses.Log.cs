namespace AudioStreaming.Web.RateLimits;

internal sealed partial class ClientAddresses
{
    [LoggerMessage(
        LogLevel.Warning,
        "Requests come through a proxy, so that limits for each address do not apply to them. Set "
        + "RateLimits:AddressHeader to the header in which that proxy gives the client's address.")]
    private partial void LogUnknownProxy();

    [LoggerMessage(
        LogLevel.Warning,
        "The header that RateLimits:AddressHeader names came from outside RateLimits:ProxyNetworks "
        + "and did not count. If a proxy of yours sent it, add that proxy's network.")]
    private partial void LogStranger();
}
