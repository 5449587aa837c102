using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kafka;
using Aspire.Hosting.Utils;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Those of Aspire.Hosting.Kafka's methods that this product calls.</summary>
public static class KafkaBuilderExtensions
{
    private const string DataDirectory = "/var/lib/kafka/data";

    /// <summary>A broker with its controller in one container (KRaft).</summary>
    /// <param name="builder">The graph.</param>
    /// <param name="name">The resource's and the connection string's.</param>
    /// <param name="port">On the host; <c>null</c> for any free one.</param>
    public static IResourceBuilder<KafkaServerResource> AddKafka(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null)
    {
        var kafka = new KafkaServerResource(name);
        var health = $"{name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            health, _ => new KafkaHealthCheck(kafka), failureStatus: null, tags: null));
        return builder.AddResource(kafka)
            .WithImage(KafkaContainerImageTags.Image, KafkaContainerImageTags.Tag)
            .WithImageRegistry(KafkaContainerImageTags.Registry)
            .WithEndpoint(
                KafkaServerResource.PrimaryPort, port,
                name: KafkaServerResource.PrimaryEndpointName)
            .WithEndpoint(
                KafkaServerResource.InternalPort, name: KafkaServerResource.InternalEndpointName)
            .WithEnvironment(context => AddListeners(context, kafka))
            .WithHealthCheck(health);
    }

    /// <summary>Keeps the log over the end of the container.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(
        this IResourceBuilder<KafkaServerResource> builder, string? name = null,
        bool isReadOnly = false) =>
        builder
            .WithEnvironment("KAFKA_LOG_DIRS", DataDirectory)
            .WithVolume(
                name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory, isReadOnly);

    /// <summary>Adds a page that shows the topics; for development, never published.</summary>
    public static IResourceBuilder<KafkaServerResource> WithKafkaUI(
        this IResourceBuilder<KafkaServerResource> builder,
        Action<IResourceBuilder<KafkaUIContainerResource>>? configureContainer = null,
        string? containerName = null)
    {
        var kafka = builder.Resource;
        var page = builder.ApplicationBuilder
            .AddResource(new KafkaUIContainerResource(containerName ?? $"{kafka.Name}-ui"))
            .WithImage(KafkaContainerImageTags.KafkaUIImage, KafkaContainerImageTags.KafkaUITag)
            .WithImageRegistry(KafkaContainerImageTags.Registry)
            .WithHttpEndpoint(targetPort: 8080)
            .WithEnvironment("KAFKA_CLUSTERS_0_NAME", kafka.Name)
            .WithEnvironment(
                "KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS",
                ReferenceExpression.Create(
                    $"{kafka.InternalEndpoint.Property(EndpointProperty.HostAndPort)}"))
            .WithParentRelationship(builder)
            .ExcludeFromManifest();
        configureContainer?.Invoke(page);
        return builder;
    }

    /// <summary>
    /// The broker listens once for itself, once for its controller, and for either kind of client;
    /// to each it advertises the address that this kind can reach.
    /// </summary>
    private static void AddListeners(
        EnvironmentCallbackContext context, KafkaServerResource kafka)
    {
        var isRun = context.ExecutionContext.IsRunMode;
        var host = isRun ? ReferenceExpression.Create($"localhost")
            : ReferenceExpression.Create($"{kafka.Host}");
        var outside = ReferenceExpression.Create($"PLAINTEXT_HOST://{host}:{kafka.Port}");
        var inside = isRun
            ? ReferenceExpression.Create(
                $"{kafka.Name}:{kafka.InternalEndpoint.Property(EndpointProperty.TargetPort)}")
            : ReferenceExpression.Create(
                $"{kafka.InternalEndpoint.Property(EndpointProperty.HostAndPort)}");
        var variables = context.EnvironmentVariables;
        variables["KAFKA_LISTENERS"] =
            "PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,"
            + $"PLAINTEXT_HOST://0.0.0.0:{KafkaServerResource.PrimaryPort},"
            + $"PLAINTEXT_INTERNAL://0.0.0.0:{KafkaServerResource.InternalPort}";
        variables["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"] =
            "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,"
            + "PLAINTEXT_INTERNAL:PLAINTEXT";
        variables["KAFKA_ADVERTISED_LISTENERS"] = ReferenceExpression.Create(
            $"PLAINTEXT://{host}:29092,{outside},PLAINTEXT_INTERNAL://{inside}");
    }
}
