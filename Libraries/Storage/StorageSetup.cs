using AudioStreaming.Storage.Files;
using AudioStreaming.Storage.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Storage;

/// <summary>Chooses the object store by its connection string.</summary>
public static class StorageSetup
{
    /// <summary>
    /// Registers <see cref="IObjectStore"/> and its health check; <see cref="StorageOptions"/>
    /// says what the connection string can be.
    /// </summary>
    public static IHostApplicationBuilder AddObjectStore(
        this IHostApplicationBuilder builder, string connectionName)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddStorageOptions(
                connectionName, () => builder.Configuration.GetConnectionString(connectionName))
            .AddSingleton(services => Create(
                services, services.GetRequiredService<TimeProvider>()))
            .AddHealthChecks().AddCheck<StorageCheck>(connectionName);
        return builder;
    }

    /// <exception cref="OptionsValidationException">What lacks, and how to set it.</exception>
    public static IObjectStore Create(
        string? connectionString, string connectionName, TimeProvider time)
    {
        using var services = new ServiceCollection()
            .AddStorageOptions(connectionName, () => connectionString)
            .BuildServiceProvider();
        return Create(services, time);
    }

    private static IObjectStore Create(IServiceProvider services, TimeProvider time)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        return options.Path is { } directory
            ? new FileObjectStore(directory)
            : new S3ObjectStore(options, time);
    }

    private static IServiceCollection AddStorageOptions(
        this IServiceCollection services, string connectionName, Func<string?> connectionString)
    {
        var setting = $"ConnectionStrings:{connectionName}";
        services.AddOptions<StorageOptions>()
            .Configure(o => o.Read(connectionString()))
            .Validate(
                o => o is not { Path: null, Endpoint: null },
                $"{setting} is missing: set Path=/directory for files, or "
                + "Endpoint=http://host:port;AccessKey=…;SecretKey=…;Bucket=… for S3")
            .Validate(
                o => IsWeb(o.Endpoint) && IsWeb(o.PublicBaseUrl),
                $"{setting}: Endpoint must be an http or https URL, and PublicBaseUrl if it is set")
            .Validate(o => o.Endpoint is null || o.AccessKey is not null, Missing("AccessKey"))
            .Validate(o => o.Endpoint is null || o.SecretKey is not null, Missing("SecretKey"))
            .ValidateOnStart();
        return services;

        string Missing(string part) => $"{setting}: {part}=… is missing; S3 wants it";
    }

    private static bool IsWeb(Uri? url) =>
        url is null or { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private sealed class StorageCheck(IObjectStore store) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await store.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
