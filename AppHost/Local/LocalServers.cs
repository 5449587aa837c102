using AudioStreaming.Standalone.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AudioStreaming.AppHost.Local;

/// <summary>
/// What Standalone would start, as resources: each with its state, its log, its health and its
/// commands in the dashboard. They are children of this process, and the broker lives in it.
/// </summary>
internal sealed class LocalServers(StandaloneOptions options, IConfiguration configuration)
    : IAsyncDisposable
{
    private const string ResourceType = "LocalServer";

    private readonly TaskCompletionSource<LocalInfrastructure> _running =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _isStarted;

    /// <param name="builder">The graph.</param>
    /// <param name="name">The part's and its connection string's.</param>
    /// <param name="hasServer">Whether something runs that can be stopped and started.</param>
    public IResourceBuilder<IResourceWithConnectionString> Add(
        IDistributedApplicationBuilder builder, string name, bool hasServer)
    {
        var part = new LocalServerControl(name, PartAsync);
        var health = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            health, _ => part, failureStatus: null, tags: null));
        var server = builder
            .AddResource(new LocalServer(
                name, cancellation => SettingAsync($"ConnectionStrings:{name}", cancellation)))
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = ResourceType,
                State = KnownResourceStates.Starting,
                Properties = [],
            })
            .WithIconName("Server")
            .WithHealthCheck(health)
            .OnInitializeResource(part.InitializeAsync);
        return hasServer ? server.WithServerCommands(part) : server;
    }

    /// <summary>Names the log of the broker that lives in this process.</summary>
    public Task<string> KafkaLogIdAsync(CancellationToken cancellationToken) =>
        SettingAsync("Kafka:LogId", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_running.Task.IsCompletedSuccessfully) await (await _running.Task).DisposeAsync();
    }

    private async Task<string> SettingAsync(string name, CancellationToken cancellationToken) =>
        (await _running.Task.WaitAsync(cancellationToken)).Settings[name]!;

    /// <summary>Whichever resource comes first starts all parts, which share a directory.</summary>
    private async Task<LocalPart> PartAsync(string name, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            try
            {
                _running.SetResult(await LocalInfrastructure.StartAsync(
                    options, configuration, cancellationToken));
            }
            catch (Exception exception)
            {
                _running.SetException(exception);
            }
        }
        return (await _running.Task.WaitAsync(cancellationToken)).Parts[name];
    }
}
