namespace AudioStreaming.Browser.Tests;

/// <summary>Where screenshots are kept to be looked at; never committed.</summary>
internal static class Artifacts
{
    public static string Screenshot(string page, bool isDark, bool isPhone)
    {
        var directory = Path.Combine(RepositoryRoot(), "artifacts", "screenshots");
        Directory.CreateDirectory(directory);
        var theme = isDark ? "dark" : "light";
        return Path.Combine(directory, $"{page}-{theme}-{(isPhone ? "phone" : "desktop")}.png");
    }

    public static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "AudioStreaming.sln")))
            directory = directory.Parent
                ?? throw new DirectoryNotFoundException("There is no repository around the tests.");
        return directory.FullName;
    }
}
