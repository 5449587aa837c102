using System.Text.Json;
using AudioStreaming.Testing;
using Microsoft.Playwright;

namespace AudioStreaming.Browser.Tests;

/// <summary>axe-core, from the client's development packages.</summary>
internal static class Accessibility
{
    private static readonly string Script = File.ReadAllText(Path.Combine(
        Repository.Root, "Web", "ClientApp", "node_modules", "axe-core", "axe.min.js"));

    /// <returns>One line for every violation: rule, impact, first element, what is wrong.</returns>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        var result = await page.EvaluateAsync<JsonElement>(
            """
            () => axe.run().then(result => result.violations.map(violation =>
              `${violation.id} (${violation.impact}): ${violation.nodes[0].html} `
              + violation.nodes[0].failureSummary))
            """);
        return [.. result.EnumerateArray().Select(line => line.GetString()!)];
    }
}
