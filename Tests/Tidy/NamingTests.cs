namespace AudioStreaming.Tidy.Tests;

/// <summary>Names that say nothing, and references that cross where they must not.</summary>
public class NamingTests
{
    private static readonly string[] EmptyNames =
        ["Helpers", "Helper", "Managers", "Manager", "Common", "Utils", "Util", "Misc"];

    private static readonly string[] Services =
        ["CoreApi", "Converter", "PlaybackApi", "StatisticsApi"];

    [Fact]
    public void FileAndFolder_Name_SaysWhatIsInside()
    {
        var empty =
            from file in Repository.Files
            where file.Split('/').Any(part =>
                EmptyNames.Contains(Path.GetFileNameWithoutExtension(part))
                || part == "Extensions.cs")
            select file;
        Assert.Empty(empty);
    }

    [Fact]
    public void Service_References_NoOtherService()
    {
        var crossing =
            from service in Services
            from file in Repository.With(".cs", ".csproj")
            where file.StartsWith($"Services/{service}/")
            from other in Services
            where other != service
            let text = Repository.Read(file)
            where text.Contains($"AudioStreaming.{other}") || text.Contains($"{other}.csproj")
            select $"{file} refers to {other}";
        Assert.Empty(crossing);
    }
}
