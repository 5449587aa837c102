using System.ComponentModel.DataAnnotations;

namespace AudioStreaming.Web.Gateway;

/// <summary>Settings below <c>Gateway</c>.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>How long a request waits for a service that does not accept connections.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00",
        ErrorMessage = "Gateway:ConnectPatience must be between 00:00:00 and 00:01:00.")]
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(5);
}
