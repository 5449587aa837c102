using AudioStreaming.Standalone.Hosting;
using Microsoft.Extensions.Configuration;
using Connection = Aspire.Hosting.ApplicationModel.IResourceBuilder<
    Aspire.Hosting.ApplicationModel.IResourceWithConnectionString>;

namespace AudioStreaming.AppHost;

/// <summary>
/// What the services stand on. Each part is, in this order: what a connection string of its name
/// in the configuration says; a container; or, with <c>--Infrastructure=local</c> or where no
/// container engine answers, the server that Standalone would start.
/// </summary>
internal sealed class Infrastructure : IAsyncDisposable
{
    private readonly LocalInfrastructure? _local;

    private Infrastructure(IDistributedApplicationBuilder builder, LocalInfrastructure? local)
    {
        _local = local;
        Connection Part(string name, Func<IDistributedApplicationBuilder, Connection> container) =>
            IsGiven(builder.Configuration, name) ? builder.AddConnectionString(name)
            : local is not null ? builder.AddLocal(name, local.Settings)
            : container(builder);

        Database = Part("database", Containers.AddDatabase);
        Redis = Part("redis", Containers.AddRedis);
        Kafka = Part("kafka", Containers.AddKafka);
        Objects = Part("objects", Containers.AddObjects);
    }

    public Connection Database { get; }

    public Connection Redis { get; }

    public Connection Kafka { get; }

    public Connection Objects { get; }

    /// <summary>Names the log of the broker that runs in this process; else <c>null</c>.</summary>
    public string? KafkaLogId => _local?.Settings.GetValueOrDefault("Kafka:LogId");

    public static async Task<Infrastructure> AddAsync(
        IDistributedApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var local = builder.ExecutionContext.IsRunMode
            && await IsLocalAsync(builder.Configuration, cancellationToken)
                ? await LocalInfrastructure.StartAsync(
                    new StandaloneOptions
                    {
                        DataDirectory = builder.Configuration["data"] ?? DefaultData(builder),
                        Report = Console.WriteLine,
                    },
                    builder.Configuration, cancellationToken)
                : null;
        return new Infrastructure(builder, local);
    }

    public ValueTask DisposeAsync() => _local?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static bool IsGiven(IConfiguration configuration, string name) =>
        !string.IsNullOrEmpty(configuration.GetConnectionString(name));

    private static string DefaultData(IDistributedApplicationBuilder builder) =>
        Path.Combine(builder.AppHostDirectory, "..", ".data");

    private static async Task<bool> IsLocalAsync(
        IConfiguration configuration, CancellationToken cancellationToken) =>
        configuration["Infrastructure"] switch
        {
            "local" => true,
            "containers" => false,
            null => !await ContainerEngine.AnswersAsync(cancellationToken),
            var other => throw new InvalidOperationException(
                $"--Infrastructure={other} is unknown; choose local or containers"),
        };
}
