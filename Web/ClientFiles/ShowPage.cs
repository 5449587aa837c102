namespace AudioStreaming.Web.ClientFiles;

/// <summary>A page of the client that needs no metadata.</summary>
internal static class ShowPage
{
    /// <summary>Addresses that the client application shows such a page for.</summary>
    public static readonly string[] Paths =
    [
        "/", "/index.html", "/upload", "/statistics", "/methodology", "/privacy",
        "/manage/{id}", "/embed/{id}",
    ];

    public static Task HandleAsync(HttpContext context, IndexPage page) =>
        page.WriteAsync(context, StatusCodes.Status200OK);
}
