using System.Net;
using AudioStreaming.Testing;

namespace AudioStreaming.Integration.Tests;

/// <summary>
/// A service is ready as long as all it needs is there, and alive in any case: what would be
/// restarted for another's fault would only make things worse.
/// </summary>
public sealed class HealthTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] All =
        ["CoreApi", "Converter", "PlaybackApi", "StatisticsApi"];

    private readonly InfrastructureFixture _infrastructure = new();
    private readonly Dictionary<string, ServiceProcess> _services = [];
    private readonly HttpClient _http = new();

    public async ValueTask InitializeAsync()
    {
        await _infrastructure.InitializeAsync();
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:database"] = await _infrastructure.CreateDatabaseAsync(),
            ["ConnectionStrings:redis"] = _infrastructure.Redis,
            ["ConnectionStrings:kafka"] = _infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={Objects}",
            ["Kafka:LogId"] = _infrastructure.KafkaBroker.LogId,
            ["Playback:SigningKeys:0"] = Convert.ToBase64String(new byte[32]),
        };
        foreach (var service in All)
            _services[service] = await ServiceProcess.StartAsync(service, settings);
        await ReadyAsync([]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values) await service.DisposeAsync();
        _http.Dispose();
        await _infrastructure.DisposeAsync();
    }

    private string Objects => Path.Combine(_infrastructure.Directory, "objects");

    [Fact]
    public async Task Readiness_DependencyAway_FailsWhereItIsNeededUntilItIsBack()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _infrastructure.RedisServer.StopAsync();
        await ReadyAsync(["PlaybackApi", "StatisticsApi"]);
        await _infrastructure.RedisServer.StartAsync(cancellation);
        await ReadyAsync([]);

        Directory.Move(Objects, Objects + ".away");
        await File.WriteAllTextAsync(Objects, "not a directory", cancellation);
        await ReadyAsync(["CoreApi", "Converter", "PlaybackApi"]);
        File.Delete(Objects);
        Directory.Move(Objects + ".away", Objects);
        await ReadyAsync([]);

        await _infrastructure.KafkaBroker.KillAsync();
        await ReadyAsync(All);
        await _infrastructure.KafkaBroker.StartAsync(cancellation);
        await ReadyAsync([]);

        await _infrastructure.Postgres.StopAsync();
        await ReadyAsync(All);
        await _infrastructure.Postgres.StartAsync(cancellation);
        await ReadyAsync([]);
    }

    /// <summary>Waits until just these are not ready; all are alive throughout.</summary>
    private async Task ReadyAsync(string[] except)
    {
        foreach (var service in All)
        {
            var expected = except.Contains(service)
                ? (HttpStatusCode.ServiceUnavailable, """{"status":"unavailable"}""")
                : (HttpStatusCode.OK, """{"status":"ok"}""");
            await Eventually.TrueAsync(
                async () => await AskAsync(service, "/health") == expected,
                $"/health of {service} is {expected}; its log: {_services[service].Output}",
                Patience);
            Assert.Equal(
                (HttpStatusCode.OK, """{"status":"ok"}"""), await AskAsync(service, "/alive"));
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string service, string path)
    {
        using var answer = await _http.GetAsync(
            new Uri(_services[service].BaseAddress, path), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
