using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AudioStreaming.Testing.Anonymity;

/// <summary>
/// What requests tell of who sends them, made up so that it can be found wherever it went.
/// </summary>
public static class Canaries
{
    /// <summary>In every text: agent, referrer, cookies, paths, malformed requests.</summary>
    public const string Marker = "Zq81canary";

    public const string Agent = $"Mozilla/5.0 (X11; Linux) {Marker}-agent/7";

    /// <summary>Where the connections really come from.</summary>
    public static readonly IPAddress Source = IPAddress.Parse("127.77.213.58");

    /// <summary>Where those of another browser come from, and what it tells.</summary>
    public static readonly IPAddress OtherSource = IPAddress.Parse("127.77.213.59");

    public static readonly (string Name, string Value)[] OtherHeaders =
        [("User-Agent", "another browser"), ("X-Forwarded-For", "198.51.100.99")];

    /// <summary>What proxies would tell; none of it is told by us.</summary>
    public static readonly string[] Forwarded =
        ["203.0.113.77", "198.51.100.23", "192.0.2.146", "2001:db8:77::5eed"];

    public static readonly (string Name, string Value)[] Headers =
    [
        ("User-Agent", Agent),
        ("Referer", $"https://{Marker}-referrer.example/{Marker}"),
        ("Cookie", $"id={Marker}-cookie"),
        ("From", $"{Marker}@example.org"),
        ("X-Request-Id", $"{Marker}-request"),
        ("X-Correlation-Id", $"{Marker}-correlation"),
        ("Accept-Language", $"{Marker}-language"),
        ("Sec-CH-UA", $"\"{Marker}-hint\""),
        ("tracestate", $"vendor={Marker}-tracestate"),
        ("baggage", $"user={Marker}-baggage"),
        ("X-Forwarded-For", $"{Forwarded[1]}, {Forwarded[0]}"),
        ("Forwarded", $"for={Forwarded[2]};by={Forwarded[1]}, for=\"[{Forwarded[3]}]\""),
        ("X-Real-IP", Forwarded[0]),
        ("True-Client-IP", Forwarded[1]),
        ("CF-Connecting-IP", Forwarded[2]),
        ("Fastly-Client-IP", Forwarded[0]),
        ("X-Client-IP", Forwarded[2]),
        ("X-Cluster-Client-IP", Forwarded[1]),
        ("X-Forwarded", $"for={Forwarded[0]}"),
        ("Client-IP", Forwarded[1]),
        ("Via", $"1.1 {Marker}-proxy"),
    ];

    private static readonly SearchValues<string> Needles = SearchValues.Create(
        [.. Planted().SelectMany(Forms).Distinct()], StringComparison.OrdinalIgnoreCase);

    /// <returns>What was found, with its surroundings; <c>null</c>: no trace of any.</returns>
    public static string? FindIn(string text)
    {
        var at = text.AsSpan().IndexOfAny(Needles);
        return at < 0
            ? null
            : text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 120)];
    }

    private static IEnumerable<string> Planted() =>
    [
        Marker, $"{Source}", .. Forwarded, .. Headers.Select(header => header.Value),
    ];

    /// <summary>As it is, and as a careless hand would "anonymize" it.</summary>
    private static IEnumerable<string> Forms(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return text;
        yield return Uri.EscapeDataString(text);
        if (IPAddress.TryParse(text, out var address))
            yield return Convert.ToHexString(address.GetAddressBytes());
#pragma warning disable CA5350, CA5351 // Not to protect anything: to recognize them.
        byte[][] derived =
        [
            bytes, MD5.HashData(bytes), SHA1.HashData(bytes), SHA256.HashData(bytes),
            SHA512.HashData(bytes),
        ];
#pragma warning restore CA5350, CA5351
        foreach (var form in derived)
        {
            yield return Convert.ToHexString(form);
            yield return Convert.ToBase64String(form).TrimEnd('=');
        }
    }
}
