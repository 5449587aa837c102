using System.Reflection;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using static ArchUnitNET.Fluent.Slices.SliceRuleDefinition;

namespace AudioStreaming.Tidy.Tests;

/// <summary>What may know what: projects one way, and the folders of a project one way.</summary>
public class DependencyTests
{
    private const string Product = "AudioStreaming";

    /// <summary>From the bottom to the top: each knows those of lower rows only.</summary>
    private static readonly string[][] Layers =
    [
        ["Contracts", "Storage"],
        ["Audio", "ServiceDefaults"],
        ["CoreApi", "Converter", "PlaybackApi", "StatisticsApi", "Web"],
        ["Standalone"],
    ];

    private static readonly Dictionary<string, Assembly> Assemblies = Layers
        .SelectMany(layer => layer)
        .ToDictionary(name => name, name => Assembly.Load($"{Product}.{name}"));

    private static readonly ArchUnitNET.Domain.Architecture Architecture =
        new ArchLoader().LoadAssemblies([.. Assemblies.Values]).Build();

    public static TheoryData<string> Projects => [.. Assemblies.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_OfAProject_HaveNoCircle(string project) =>
        Slices().Matching($"{Product}.{project}.(*)").Should().BeFreeOfCycles()
            .Check(Architecture);

    [Fact]
    public void Projects_KnowOnlyWhatIsBelowThem()
    {
        for (var i = 0; i < Layers.Length; i++)
        {
            foreach (var project in Layers[i])
            {
                var others = Layers[i..].SelectMany(layer => layer)
                    .Where(other => other != project)
                    .Select(other => Assemblies[other]).ToArray();
                if (others.Length == 0) continue;
                Types().That().ResideInAssembly(Assemblies[project])
                    .Should().NotDependOnAny(
                        Types().That().ResideInAssembly(others[0], others[1..]))
                    .Check(Architecture);
            }
        }
    }
}
