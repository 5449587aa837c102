using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Connection = Aspire.Hosting.ApplicationModel.IResourceBuilder<
    Aspire.Hosting.ApplicationModel.IResourceWithConnectionString>;
using Service = Aspire.Hosting.ApplicationModel.IResourceBuilder<
    Aspire.Hosting.ApplicationModel.ProjectResource>;

namespace AudioStreaming.AppHost;

/// <summary>How services are joined to what they need.</summary>
internal static class Connections
{
    // A multiple of 4 letters and digits is valid base64: 64 of them hold 48 bytes.
    private const int SecretLength = 64;
    private const int DefaultWebPort = 8080;

    public static Service WithDatabase(this Service service, Infrastructure infrastructure) =>
        service.WithConnection(infrastructure.Database);

    public static Service WithRedis(this Service service, Infrastructure infrastructure) =>
        service.WithConnection(infrastructure.Redis);

    public static Service WithObjects(this Service service, Infrastructure infrastructure) =>
        service.WithConnection(infrastructure.Objects);

    public static Service WithKafka(this Service service, Infrastructure infrastructure)
    {
        service.WithConnection(infrastructure.Kafka);
        // A cluster has an id of its own; the broker that lives in this process has none.
        return infrastructure is { HasLocalKafka: true, Local: { } local }
            ? service.WithEnvironment(async context =>
                context.EnvironmentVariables["Kafka__LogId"] =
                    await local.KafkaLogIdAsync(context.CancellationToken))
            : service;
    }

    /// <summary>A key, in base64, that every replica signs with.</summary>
    public static IResourceBuilder<ParameterResource> AddSigningKey(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddGeneratedSecret(name);

    public static IResourceBuilder<ParameterResource> AddGeneratedSecret(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(
            name,
            new GenerateParameterDefault { MinLength = SecretLength, Special = false },
            secret: true, persist: true);

    /// <summary>
    /// Fixed where people type it (0: any free one); a cloud chooses its own.
    /// </summary>
    public static int? WebPort(this IDistributedApplicationBuilder builder)
    {
        var port = builder.Configuration.GetValue("port", DefaultWebPort);
        return builder.ExecutionContext.IsPublishMode || port == 0 ? null : port;
    }

    private static Service WithConnection(this Service service, Connection connection)
    {
        service.WithReference(connection);
        // What the configuration gives is there already; all else is started first.
        return connection.Resource is ParameterResource ? service : service.WaitFor(connection);
    }
}
