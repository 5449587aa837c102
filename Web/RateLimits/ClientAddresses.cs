using System.Net;

namespace AudioStreaming.Web.RateLimits;

/// <summary>
/// Whose requests are counted together. This is the only place that looks at an address, and
/// <see cref="AddressKeys"/> the only one that is told.
/// </summary>
internal sealed partial class ClientAddresses(
    RateLimitOptions options, ILogger<ClientAddresses> logger)
{
    private static readonly string[] Forwarding = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

    private static readonly IPNetwork[] PrivateNetworks =
    [
        .. new[]
        {
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private int _warned;

    /// <returns>
    /// <c>null</c> where the request comes from a proxy that stands for many: to count it as one
    /// client would lock all of them out.
    /// </returns>
    public IPAddress? Find(HttpContext context)
    {
#pragma warning disable RS0030 // For the limits, which keep no more than a passing number of it.
        var peer = context.Connection.RemoteIpAddress;
#pragma warning restore RS0030
        if (peer is null) return null;
        if (peer.IsIPv4MappedToIPv6) peer = peer.MapToIPv4();
        var headers = context.Request.Headers;
        if (!string.IsNullOrEmpty(options.AddressHeader))
            return Last(headers[options.AddressHeader].ToString()) ?? peer;
        if (!IsPrivate(peer) || !Forwarding.Any(headers.ContainsKey)) return peer;

        if (Interlocked.Exchange(ref _warned, 1) == 0) LogUnknownProxy();
        return null;
    }

    /// <summary>The last one: those before it are what the client itself may have sent.</summary>
    private static IPAddress? Last(string header)
    {
        var text = header[(header.LastIndexOf(',') + 1)..].Trim();
        return IPAddress.TryParse(text, out var address) ? address
            : IPEndPoint.TryParse(text, out var endPoint) ? endPoint.Address
            : null;
    }

    private static bool IsPrivate(IPAddress address) =>
        PrivateNetworks.Any(network => network.Contains(address));
}
