using System.Diagnostics;
using System.Text.Json.Nodes;
using AudioStreaming.Testing;

namespace AudioStreaming.AppHost.Tests;

public sealed class ManifestTests
{
    [Fact]
    public async Task Manifest_CheckedIn_IsWhatThePublisherWrites()
    {
        var root = Repository.Root;
        // The manifest's paths are relative to its own directory.
        var written = Path.Combine(root, $"aspire-manifest.{Environment.ProcessId}.json");
        try
        {
            var start = new ProcessStartInfo("dotnet",
            [
                "run", "--project", Path.Combine(root, "AppHost"), "--no-build",
                "-c", Repository.Configuration, "--no-launch-profile", "--",
                "--operation", "publish", "--publisher", "manifest", "--output-path", written,
            ])
            {
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
            var actual = JsonNode.Parse(await File.ReadAllTextAsync(
                written, TestContext.Current.CancellationToken));
            var expected = JsonNode.Parse(await File.ReadAllTextAsync(
                Path.Combine(root, "aspire-manifest.json"), TestContext.Current.CancellationToken));
            Assert.True(
                JsonNode.DeepEquals(expected, actual),
                $"aspire-manifest.json is out of date; it should be:\n{actual}");
        }
        finally
        {
            File.Delete(written);
        }
    }
}
