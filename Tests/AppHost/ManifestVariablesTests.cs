using System.Net;
using System.Text.Json;
using AudioStreaming.Testing;

namespace AudioStreaming.AppHost.Tests;

/// <summary>
/// Holds what the deployment's manifest hands to each service against what the service reads: with
/// exactly those variables it becomes ready, and it uses every connection it is given.
/// </summary>
public sealed class ManifestVariablesTests(InfrastructureFixture infrastructure)
    : IClassFixture<InfrastructureFixture>
{
    private const string Connection = "ConnectionStrings__";
    private const string ServiceAddress = "services__";

    /// <summary>For what Aspire hands over besides, such as a database's host by itself.</summary>
    private const string Unread = "1";

    // In the order in which the graph starts them: the first brings the catalog's schema.
    private static readonly string[] Projects =
        ["CoreApi", "Converter", "PlaybackApi", "StatisticsApi", "Web"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Manifest_VariablesOfEachService_AreThoseItReads()
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "aspire-manifest.json"),
            TestContext.Current.CancellationToken));
        var values = await ValuesAsync();
        var started = new List<ServiceProcess>();
        try
        {
            foreach (var project in Projects)
            {
                var name = project.ToLowerInvariant();
                var variables = Variables(manifest, name);
                Assert.Equal(
                    ConnectionsInSource(project),
                    variables.Where(variable => variable.StartsWith(Connection)).Order());
                var settings = variables.ToDictionary(
                    variable => variable,
                    variable => values.GetValueOrDefault(variable, Unread));
                // A real cluster has an id of its own; the in-process broker cannot tell it.
                settings["Kafka__LogId"] = infrastructure.KafkaBroker.LogId;
                var service = await ServiceProcess.StartAsync(project, settings);
                started.Add(service);
                await BecomesReadyAsync(project, service);
                values[$"{ServiceAddress}{name}__http__0"] = service.BaseAddress.ToString();
            }
        }
        finally
        {
            foreach (var service in started) await service.DisposeAsync();
        }
    }

    private static List<string> Variables(JsonDocument manifest, string service) =>
    [
        .. manifest.RootElement.GetProperty("resources").GetProperty(service).GetProperty("env")
            .EnumerateObject().Select(variable => variable.Name),
    ];

    /// <summary>
    /// The connections named in the service's <c>Add…("name")</c> calls; Kafka has but one.
    /// </summary>
    private static IEnumerable<string> ConnectionsInSource(string project)
    {
        var directory = Path.Combine(
            Repository.Root, project == "Web" ? "Web" : Path.Combine("Services", project));
        var source = string.Concat(
            Directory.EnumerateFiles(directory, "*Setup.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/obj/") && !file.Contains("/ClientApp/"))
                .Select(File.ReadAllText));
        return new[] { "database", "kafka", "objects", "redis" }
            .Where(name => source.Contains($"(\"{name}\"")
                || source.Contains($".Add{name}", StringComparison.OrdinalIgnoreCase))
            .Select(name => Connection + name);
    }

    private static async Task BecomesReadyAsync(string project, ServiceProcess service)
    {
        using var client = new HttpClient { BaseAddress = service.BaseAddress };
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await client.GetAsync("/health");
                    return answer.StatusCode == HttpStatusCode.OK;
                },
                "ready", Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{project} does not become ready:\n{service.Output}");
        }
    }

    private async Task<Dictionary<string, string>> ValuesAsync() => new()
    {
        [Connection + "database"] = await infrastructure.CreateDatabaseAsync(),
        [Connection + "redis"] = infrastructure.Redis,
        [Connection + "kafka"] = infrastructure.Kafka,
        [Connection + "objects"] = $"Path={Path.Combine(infrastructure.Directory, "objects")}",
        ["Playback__SigningKeys__0"] = Convert.ToBase64String(new byte[32]),
        ["Kafka__SigningKey"] = Convert.ToBase64String(new byte[32]),
    };
}
