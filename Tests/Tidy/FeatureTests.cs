using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AudioStreaming.Tidy.Tests;

/// <summary>What a reader may expect of a folder and of a file.</summary>
public class FeatureTests
{
    private static readonly string[] Services =
        ["CoreApi", "Converter", "PlaybackApi", "StatisticsApi"];

    /// <summary>One that registers nothing has none.</summary>
    [Fact]
    public void FeatureFolder_HasOneSetup_WhereItRegistersAnything()
    {
        var folders =
            from service in Services.Select(name => $"Services/{name}").Append("Web")
            from file in Repository.With(".cs")
            where file.StartsWith($"{service}/") && !file.StartsWith("Web/ClientApp/")
            let folder = Path.GetDirectoryName(file)!
            where folder != service
            group file by folder;
        var without =
            from folder in folders
            let setups = folder.Count(file => file.EndsWith("Setup.cs"))
            where setups > 1
            select $"{folder.Key}: {setups} setups";
        Assert.Empty(without);
    }

    /// <summary>Beside it at most what is only data: a request, a response, an enum.</summary>
    [Fact]
    public void File_Holds_TheTypeOfItsName_AndNoOtherClass()
    {
        var others =
            from file in Repository.With(".cs")
            where !file.StartsWith("Tests/") && !file.StartsWith("bench/")
            let name = Path.GetFileName(file).Split('.')[0]
            let types = CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot()
                .DescendantNodes(node =>
                    node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<BaseTypeDeclarationSyntax>().ToList()
            where types.Count > 0
            let classes = types.Where(type =>
                type is not (RecordDeclarationSyntax or EnumDeclarationSyntax))
            where classes.Count() > 1 || types.All(type => type.Identifier.Text != name)
            select $"{file}: {string.Join(", ", types.Select(type => type.Identifier.Text))}";
        Assert.Empty(others);
    }

    /// <summary>The converter has none: its workers look for whatever nobody holds.</summary>
    [Fact]
    public void RecoveryFolder_OfEachService_HoldsPassesThatAreNamedAlike()
    {
        foreach (var service in Services.Except(["Converter"]))
        {
            var passes = Repository.With(".cs")
                .Where(file => file.StartsWith($"Services/{service}/Recovery/"))
                .Where(file => Repository.Read(file).Contains(": PeriodicPass"))
                .Select(file => Path.GetFileNameWithoutExtension(file)).ToList();
            Assert.NotEmpty(passes);
            Assert.All(passes, pass => Assert.EndsWith("Recovery", pass));
        }
    }

    /// <summary>The table of ARCHITECTURE.md: pass, file, test.</summary>
    [Fact]
    public void Recovery_IsListed_WithFileAndTest()
    {
        var rows = Repository.Read("ARCHITECTURE.md").Split('\n')
            .Where(line => line.StartsWith("| `"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(row => row[2].StartsWith("`Services/") && row[2].EndsWith(".cs`")).ToList();
        var passes = Repository.With(".cs").Where(file =>
            file.StartsWith("Services/") && file.Contains("/Recovery/")
            && Path.GetFileNameWithoutExtension(file).EndsWith("Recovery"));
        Assert.All(passes, file => Assert.Contains(rows, row => row[2] == $"`{file}`"));
        foreach (var row in rows)
        {
            Assert.Contains(row[2].Trim('`'), Repository.Files);
            Assert.Contains(row[4].Trim('`'), Repository.Files);
        }
    }

    /// <summary>The last table of ARCHITECTURE.md names the test of each fault of Kafka.</summary>
    [Fact]
    public void Fault_OfKafka_IsListedWithATestThatExists()
    {
        var text = Repository.Read("ARCHITECTURE.md");
        var named = text[text.IndexOf("| What Kafka does |", StringComparison.Ordinal)..]
            .Split('\n')
            .TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Split('|')[3].Split('`')[1]).ToList();
        var tests = string.Concat(
            Repository.With(".cs").Where(file => file.StartsWith("Tests/"))
                .Select(Repository.Read));
        Assert.True(named.Count > 10);
        Assert.All(named, name => Assert.Contains($"Task {name}(", tests));
    }
}
