namespace AudioStreaming.AppHost;

/// <summary>The page that <c>Web</c> serves: built by npm where its sources have changed.</summary>
internal static class ClientApplication
{
    private const string Files = "Web/wwwroot";

    /// <summary>When published, the page is built before the image is.</summary>
    public static IResourceBuilder<ProjectResource> WithClient(
        this IResourceBuilder<ProjectResource> web)
    {
        var builder = web.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode || OperatingSystem.IsWindows()) return web;
        var root = Path.GetFullPath("..", builder.AppHostDirectory);
        var client = builder.AddExecutable(
            "client", Path.Combine(root, "eng", "build", "client-if-changed"), root);
        return web
            .WithEnvironment("ClientFiles__Root", Path.Combine(root, Files))
            .WaitForCompletion(client);
    }
}
