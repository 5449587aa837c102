namespace AudioStreaming.Web.ClientFiles;

/// <summary>Addresses that the client application shows a page for.</summary>
internal static class ClientPaths
{
    /// <summary>Pages without server-rendered metadata.</summary>
    public static readonly string[] Pages =
    [
        "/", "/index.html", "/upload", "/statistics", "/methodology", "/privacy",
        "/manage/{id}", "/embed/{id}",
    ];
}
