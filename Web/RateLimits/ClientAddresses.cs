using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace AudioStreaming.Web.RateLimits;

/// <summary>
/// Whose requests are counted together. This is the only place that looks at an address, and
/// <see cref="AddressKeys"/> the only one that is told.
/// </summary>
internal sealed partial class ClientAddresses(
    RateLimitOptions options, ILogger<ClientAddresses> logger)
{
    private const string OriginalPeer = "X-Original-For";

    private static readonly string[] Forwarding = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

    private static readonly string[] PrivateNetworks =
    [
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10",
    ];

    private readonly IPNetwork[] _proxies =
    [
        .. (options.ProxyNetworks is { Count: > 0 } networks ? networks : PrivateNetworks)
            .Select(network => IPNetwork.Parse(network)),
    ];

    private int _warned;

    /// <summary>
    /// Takes the last address that a proxy's header gives for that of the peer: those before it
    /// are what the client itself may have sent.
    /// </summary>
    public void UseForwarded(IApplicationBuilder app)
    {
        if (options.AddressHeader is not { Length: > 0 } header) return;
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor,
            ForwardedForHeaderName = header,
            OriginalForHeaderName = OriginalPeer,
            ForwardLimit = 1,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in _proxies) forwarded.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(forwarded);
    }

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
        if (options.AddressHeader is { Length: > 0 } header)
        {
            if (headers.ContainsKey(header) && !headers.ContainsKey(OriginalPeer)
                && !IsProxy(peer) && IsFirst()) LogStranger();
            return peer;
        }
        if (!IsProxy(peer) || !Forwarding.Any(headers.ContainsKey)) return peer;

        if (IsFirst()) LogUnknownProxy();
        return null;
    }

    private bool IsProxy(IPAddress address) =>
        _proxies.Any(network => network.Contains(address));

    private bool IsFirst() => Interlocked.Exchange(ref _warned, 1) == 0;
}
