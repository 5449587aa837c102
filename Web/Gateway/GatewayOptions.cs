namespace AudioStreaming.Web.Gateway;

/// <summary>Settings below <c>Gateway</c>.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>How long a request waits for a service that does not accept connections.</summary>
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(5);
}
