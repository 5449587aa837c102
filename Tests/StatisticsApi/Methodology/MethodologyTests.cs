using System.Reflection;
using System.Text.RegularExpressions;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Methodology;

/// <summary>The page for musicians names the tests that hold its rules: they must exist.</summary>
public sealed partial class MethodologyTests
{
    private static readonly string[] Named =
    [
        .. TestName().Matches(Page()).Select(match => match.Groups[1].Value).Distinct(),
    ];

    [Fact]
    public void Page_NamesTests_ThatExist()
    {
        var existing = typeof(MethodologyTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(), (type, method) => (type, method))
            .Where(test => test.method.GetCustomAttributes<FactAttribute>().Any())
            .Select(test => $"{test.type.Name}.{test.method.Name}")
            .ToHashSet();

        Assert.NotEmpty(Named);
        Assert.All(Named, name => Assert.Contains(name, existing));
    }

    [Fact]
    public void Page_Sections_EachNameATest()
    {
        string[] withoutRules =
            ["What is a session?", "What can make a number wrong?"];
        var unproven =
            from section in Page().Split("\n## ").Skip(1)
            let title = section.Split('\n')[0]
            where !withoutRules.Contains(title) && !TestName().IsMatch(section)
            select title;
        Assert.Empty(unproven);
    }

    private static string Page() =>
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "methodology.md"));

    [GeneratedRegex("`([A-Z][A-Za-z]+Tests\\.[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
