using AudioStreaming.Testing;

namespace AudioStreaming.Browser.Tests;

/// <summary>Where screenshots are kept to be looked at; never committed.</summary>
internal static class Artifacts
{
    public static string Screenshot(string page, bool isDark, bool isPhone)
    {
        var directory = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(directory);
        var theme = isDark ? "dark" : "light";
        return Path.Combine(directory, $"{page}-{theme}-{(isPhone ? "phone" : "desktop")}.png");
    }
}
