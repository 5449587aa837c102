namespace AudioStreaming.AppHost;

/// <summary>Where all is kept that is not in a container's volume: <c>--data</c>.</summary>
internal static class DataDirectory
{
    private const string Default = "../.data";

    public static string Of(IDistributedApplicationBuilder builder) => Path.GetFullPath(
        builder.Configuration["data"] ?? Path.Combine(builder.AppHostDirectory, Default));
}
