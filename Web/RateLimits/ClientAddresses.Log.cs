namespace AudioStreaming.Web.RateLimits;

internal sealed partial class ClientAddresses
{
    [LoggerMessage(
        LogLevel.Warning,
        "Requests come through a proxy, so that limits for each address do not apply to them. Set "
        + "RateLimits:AddressHeader to the header in which that proxy gives the client's address.")]
    private partial void LogUnknownProxy();
}
