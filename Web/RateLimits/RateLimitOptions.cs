using System.ComponentModel.DataAnnotations;

namespace AudioStreaming.Web.RateLimits;

/// <summary>
/// Settings below <c>RateLimits</c>: what one address may ask for. Many people can share an
/// address, so the defaults stop floods and nobody else.
/// </summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    private const int Most = 1_000_000;

    public bool Enabled { get; init; } = true;

    /// <summary>Requests of every kind. A minute's worth may come at once.</summary>
    [Range(1, Most, ErrorMessage = "RateLimits:RequestsPerMinute must be 1 to 1000000.")]
    public int RequestsPerMinute { get; init; } = 12_000;

    /// <summary>Sessions opened by <c>/play</c>.</summary>
    [Range(1, Most, ErrorMessage = "RateLimits:PlaysPerMinute must be 1 to 1000000.")]
    public int PlaysPerMinute { get; init; } = 240;

    /// <summary>Files sent to <c>/upload</c>.</summary>
    [Range(1, Most, ErrorMessage = "RateLimits:UploadsPerMinute must be 1 to 1000000.")]
    public int UploadsPerMinute { get; init; } = 120;

    /// <summary>
    /// The header in which the proxy in front gives the client's address, such as
    /// <c>X-Forwarded-For</c>; the last address in it counts. Only for a proxy that sets it and
    /// that nobody can get around: others could claim any address. Empty: there is none.
    /// </summary>
    [RegularExpression(
        "[A-Za-z0-9-]*",
        ErrorMessage = "RateLimits:AddressHeader must be the name of a header, "
            + "such as X-Forwarded-For.")]
    public string? AddressHeader { get; init; }
}
