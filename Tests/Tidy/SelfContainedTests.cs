using System.Text.Json;
using System.Text.RegularExpressions;

namespace AudioStreaming.Tidy.Tests;

/// <summary>The tree speaks of itself alone: no machine's paths, no registry's address.</summary>
public partial class SelfContainedTests
{
    [Fact]
    public void File_Content_NamesNoPathOfAMachine()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/";
        var naming =
            from file in Repository.Files
            let text = Repository.Read(file)
            where text.Contains(home) || text.Contains(Repository.Root + "/")
            select file;
        Assert.Empty(naming);
    }

    [Fact]
    public void File_Content_NamesNoPackageRegistry()
    {
        var naming =
            from file in Repository.Files
            where RegistryAddress().IsMatch(Repository.Read(file))
            select file;
        Assert.Empty(naming);
    }

    [Fact]
    public void PackageLock_Entries_RecordNoDownloadAddress()
    {
        var recording =
            from file in Repository.Files
            where Path.GetFileName(file) == "package-lock.json"
            from package in JsonDocument.Parse(Repository.Read(file)).RootElement
                .GetProperty("packages").EnumerateObject()
            where package.Value.TryGetProperty("resolved", out _)
            select $"{file}: {package.Name}";
        Assert.Empty(recording);
    }

    [Fact]
    public void Source_Comments_LeaveNothingToDo()
    {
        var open =
            from file in Repository.With(".cs", ".ts", ".tsx", ".lua", ".sql")
            where !file.StartsWith("Tests/Tidy/")
            where ToDo().IsMatch(Repository.Read(file))
            select file;
        Assert.Empty(open);
    }

    [GeneratedRegex(@"https?://[^/\s""']*(npmjs|nuget|debian)[^/\s""']*")]
    private static partial Regex RegistryAddress();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex ToDo();
}
