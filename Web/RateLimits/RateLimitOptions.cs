namespace AudioStreaming.Web.RateLimits;

/// <summary>
/// Settings below <c>RateLimits</c>: what one address may ask for. Many people can share an
/// address, so the defaults stop floods and nobody else.
/// </summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    public bool Enabled { get; init; } = true;

    /// <summary>Requests of every kind. A minute's worth may come at once.</summary>
    public int RequestsPerMinute { get; init; } = 12_000;

    /// <summary>Sessions opened by <c>/play</c>.</summary>
    public int PlaysPerMinute { get; init; } = 240;

    /// <summary>Files sent to <c>/upload</c>.</summary>
    public int UploadsPerMinute { get; init; } = 120;

    /// <summary>
    /// The header in which the proxy in front gives the client's address, such as
    /// <c>X-Forwarded-For</c>; the last address in it counts. Only for a proxy that sets it:
    /// through others one could claim any address. Empty: there is none.
    /// </summary>
    public string? AddressHeader { get; init; }

    /// <summary>Where proxies connect from. Empty: the private networks.</summary>
    public IReadOnlyList<string> ProxyNetworks { get; init; } = [];
}
