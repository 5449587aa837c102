namespace AudioStreaming.Web.Security;

/// <summary>Settings below <c>Security</c>.</summary>
internal sealed class SecurityOptions
{
    public const string Section = "Security";

    /// <summary>
    /// Origins besides our own from which media and downloads may come, such as a CDN
    /// (<c>https://cdn.example.org</c>). Empty when the services deliver them.
    /// </summary>
    public IReadOnlyList<string> MediaOrigins { get; init; } = [];
}
