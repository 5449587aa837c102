using System.Globalization;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using AudioStreaming.Standalone.Hosting;
using AudioStreaming.Standalone.Infrastructure;
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
    private const string WebPortOption = "port";
    private const string DefaultWebPort = "8080";

    public static Service WithDatabase(this Service service, Infrastructure infrastructure) =>
        service.WithConnection(infrastructure.Database);

    public static Service WithRedis(this Service service, Infrastructure infrastructure) =>
        service.WithConnection(infrastructure.Redis);

    public static Service WithObjects(this Service service, Infrastructure infrastructure) =>
        service.WithConnection(infrastructure.Objects);

    public static Service WithKafka(
        this Service service, Infrastructure infrastructure,
        IResourceBuilder<ParameterResource> recordKey)
    {
        service.WithConnection(infrastructure.Kafka)
            .WithEnvironment("Kafka__SigningKey", recordKey);
        return infrastructure.KafkaLogId is { } log
            ? service.WithEnvironment("Kafka__LogId", log)
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
    /// <exception cref="InfrastructureException">It is no port, or taken.</exception>
    public static int? WebPort(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsPublishMode) return null;
        var wanted = builder.Configuration[WebPortOption] ?? DefaultWebPort;
        if (!ushort.TryParse(wanted, CultureInfo.InvariantCulture, out var port))
            throw new InfrastructureException(
                $"--{WebPortOption} needs a number from 0 to {IPEndPoint.MaxPort}.");
        if (port == 0) return null;
        Ports.RequireFree(IPAddress.Loopback, port, $"--{WebPortOption}");
        return port;
    }

    private static Service WithConnection(this Service service, Connection connection)
    {
        service.WithReference(connection);
        // What the configuration gives is there already; all else is started first.
        return connection.Resource is ParameterResource ? service : service.WaitFor(connection);
    }
}
