namespace AudioStreaming.Web.Pages;

/// <summary>Settings below <c>Pages</c>.</summary>
internal sealed class PageOptions
{
    public const string Section = "Pages";

    /// <summary>
    /// The address people reach us at, for links in previews; the request's own when not set.
    /// </summary>
    public Uri? PublicOrigin { get; init; }

    public string OriginOf(HttpRequest request) =>
        PublicOrigin?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
}
