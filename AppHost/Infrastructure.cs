using AudioStreaming.AppHost.Local;
using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Standalone.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Connection = Aspire.Hosting.ApplicationModel.IResourceBuilder<
    Aspire.Hosting.ApplicationModel.IResourceWithConnectionString>;

namespace AudioStreaming.AppHost;

/// <summary>
/// What the services stand on. Each part is, in this order: what a connection string of its name
/// in the configuration says; a container, where an engine holds the images or
/// <c>--Infrastructure=containers</c> asks for them; else the server that Standalone would start.
/// </summary>
internal sealed class Infrastructure : IAsyncDisposable
{
    private readonly LocalServers? _local;

    private Infrastructure(IDistributedApplicationBuilder builder, LocalServers? local)
    {
        _local = local;
        Connection Part(
            string name, Func<IDistributedApplicationBuilder, Connection> container) =>
            IsGiven(builder, name) ? builder.AddConnectionString(name)
            : local is not null ? local.Add(builder, name)
            : container(builder);

        Database = Part("database", Containers.AddDatabase);
        Redis = Part("redis", Containers.AddRedis);
        Kafka = Part("kafka", Containers.AddKafka);
        Objects = Part("objects", Containers.AddObjects);
        KafkaLogId = local?.KafkaLogId;
        if (local is null && builder.ExecutionContext.IsRunMode)
            builder.Services.AddHostedService<ContainerFailures>();
    }

    public Connection Database { get; }

    public Connection Redis { get; }

    public Connection Kafka { get; }

    public Connection Objects { get; }

    /// <summary>
    /// Names the log of the broker that lives in this process; <c>null</c>: a real Kafka, which has
    /// an id of its own.
    /// </summary>
    public string? KafkaLogId { get; }

    /// <exception cref="InfrastructureException">The message has the cure.</exception>
    public static async Task<Infrastructure> AddAsync(
        IDistributedApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var isLocal = builder.ExecutionContext.IsRunMode
            && await IsLocalAsync(builder, cancellationToken);
        return new Infrastructure(
            builder, isLocal ? await StartLocalAsync(builder, cancellationToken) : null);
    }

    public ValueTask DisposeAsync() => _local?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static Task<LocalServers> StartLocalAsync(
        IDistributedApplicationBuilder builder, CancellationToken cancellationToken) =>
        LocalServers.StartAsync(
            new StandaloneOptions
            {
                DataDirectory = DataDirectory.Of(builder),
                KafkaHome = builder.Configuration["KAFKA_HOME"] is { Length: > 0 } home
                    ? home
                    : null,
                Report = Console.WriteLine,
            },
            builder.Configuration, cancellationToken);

    private static bool IsGiven(IDistributedApplicationBuilder builder, string name) =>
        !string.IsNullOrEmpty(builder.Configuration.GetConnectionString(name));

    private static async Task<bool> IsLocalAsync(
        IDistributedApplicationBuilder builder, CancellationToken cancellationToken) =>
        builder.Configuration["Infrastructure"] switch
        {
            "local" => true,
            "containers" => false,
            null => OperatingSystem.IsLinux()
                && !await ContainerEngine.HoldsAsync(Containers.Images(), cancellationToken),
            var other => throw new InfrastructureException(
                $"--Infrastructure={other} is unknown; choose local or containers."),
        };
}
