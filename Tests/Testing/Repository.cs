namespace AudioStreaming.Testing;

/// <summary>The sources that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Of this build: Release or Debug.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "AudioStreaming.sln")))
            directory = directory.Parent
                ?? throw new InvalidOperationException("AudioStreaming.sln is not above the tests");
        return directory.FullName;
    }
}
