using System.Collections.Concurrent;
using AudioStreaming.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.AppHost.Tests;

/// <summary>
/// The whole Aspire graph under its own orchestrator, with local servers and the dashboard; with a
/// real Kafka where there is one.
/// </summary>
public sealed class Graph : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly TestDirectory _data = new();
    private readonly ConcurrentDictionary<string, ResourceEvent> _last = new();
    private readonly CancellationTokenSource _end = new();
    private DistributedApplication? _app;

    /// <summary>The page.</summary>
    public Uri Web => App.GetEndpoint("web", "http");

    /// <summary>Asks the dashboard, which lets everybody in.</summary>
    public HttpClient Dashboard => App.CreateHttpClient("aspire-dashboard", "http");

    /// <summary>Where the dashboard keeps what it is told.</summary>
    public string DashboardFiles => Path.Combine(_data.Path, "dashboard");

    private DistributedApplication App => _app!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--data={_data.Path}", "--port=0", "--Infrastructure=local",
                "--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true",
                .. TestKafka.Missing is null
                    ? new[] { $"--KAFKA_HOME={TestKafka.Directory}" }
                    : [],
            ],
            (options, _) => options.DisableDashboard = false, cancellation);
        _app = await builder.BuildAsync(cancellation);
        _ = WatchAsync();
        await _app.StartAsync(cancellation).WaitAsync(Limit, cancellation);
        await HealthyAsync("web");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_app is not null) await _app.DisposeAsync();
        _end.Dispose();
        _data.Dispose();
    }

    public Task HealthyAsync(string resource) => App.ResourceNotifications
        .WaitForResourceHealthyAsync(resource, TestContext.Current.CancellationToken)
        .WaitAsync(Limit, TestContext.Current.CancellationToken);

    public Task StateAsync(string resource, string state) => App.ResourceNotifications
        .WaitForResourceAsync(resource, state, TestContext.Current.CancellationToken)
        .WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>As the dashboard's button does.</summary>
    public Task<ExecuteCommandResult> CommandAsync(string resource, string command) =>
        App.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(
            resource, command, TestContext.Current.CancellationToken)
            .WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>Stops one replica of a service, and waits until it is gone.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StopOneAsync(string service)
    {
        var replica = Replicas(service)[0];
        var result = await CommandAsync(replica, KnownResourceCommands.StopCommand);
        Assert.True(result.Success, result.Message);
        await Eventually.TrueAsync(
            () => KnownResourceStates.TerminalStates.Contains(_last[replica].Snapshot.State?.Text),
            $"{replica} ends", Limit);
        return replica;
    }

    /// <summary>The ids of a service's replicas.</summary>
    public IReadOnlyList<string> Replicas(string service) =>
    [
        .. from known in _last.Values
           where known.Resource.Name == service
           orderby known.ResourceId
           select known.ResourceId,
    ];

    private async Task WatchAsync()
    {
        await foreach (var change in App.ResourceNotifications.WatchAsync(_end.Token))
            _last[change.ResourceId] = change;
    }
}
