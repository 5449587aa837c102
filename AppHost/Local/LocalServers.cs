using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Standalone.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AudioStreaming.AppHost.Local;

/// <summary>
/// What Standalone would start, as resources: each with its state, its log, its health and its
/// commands in the dashboard. They are children of this process; without a Kafka to run, a broker
/// lives in it.
/// </summary>
internal sealed class LocalServers : IAsyncDisposable
{
    private const string ResourceType = "LocalServer";

    private readonly LocalInfrastructure _infrastructure;

    private LocalServers(LocalInfrastructure infrastructure) => _infrastructure = infrastructure;

    /// <inheritdoc cref="LocalInfrastructure.KafkaLogId"/>
    public string? KafkaLogId => _infrastructure.KafkaLogId;

    /// <summary>
    /// Starts them, before the graph: without them nothing of it could start, and nobody would say
    /// why.
    /// </summary>
    /// <param name="options">Where.</param>
    /// <param name="configuration">What holds a connection string here is not started.</param>
    /// <param name="cancellationToken">Stops what has been started.</param>
    /// <exception cref="InfrastructureException">The message has the cure.</exception>
    public static async Task<LocalServers> StartAsync(
        StandaloneOptions options, IConfiguration configuration,
        CancellationToken cancellationToken)
    {
        Prerequisites.Require(configuration);
        return new LocalServers(
            await LocalInfrastructure.StartAsync(options, configuration, cancellationToken));
    }

    /// <param name="builder">The graph.</param>
    /// <param name="name">The part's and its connection string's.</param>
    public IResourceBuilder<IResourceWithConnectionString> Add(
        IDistributedApplicationBuilder builder, string name)
    {
        var part = _infrastructure.Parts[name];
        var control = new LocalServerControl(part);
        var health = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            health, _ => control, failureStatus: null, tags: null));
        var server = builder
            .AddResource(new LocalServer(
                name, _infrastructure.Settings[$"ConnectionStrings:{name}"]!))
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = ResourceType,
                State = KnownResourceStates.Starting,
                Properties = [],
            })
            .WithIconName("Server")
            .WithHealthCheck(health)
            .OnInitializeResource(control.InitializeAsync);
        return part.Server is null ? server : server.WithServerCommands(control);
    }

    public ValueTask DisposeAsync() => _infrastructure.DisposeAsync();
}
