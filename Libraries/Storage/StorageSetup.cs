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
    /// Registers <see cref="IObjectStore"/> and its health check. The connection string is
    /// <c>Path=/directory</c> for files, or <c>Endpoint=http://host:port;AccessKey=…;SecretKey=…;
    /// Bucket=…[;Region=…][;PublicBaseUrl=…][;Presigned=false]</c> for S3.
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
            .AddHealthChecks().Add(new HealthCheckRegistration(
                connectionName,
                services => new StorageCheck(services.GetRequiredService<IObjectStore>()),
                failureStatus: null, tags: null));
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
            .Configure(storage => storage.Read(connectionString()))
            .Validate(
                storage => (storage.Path ?? storage.Endpoint?.OriginalString) is not null,
                $"{setting} is missing: set Path=/directory for files, or "
                + "Endpoint=http://host:port;AccessKey=…;SecretKey=…;Bucket=… for S3")
            .Validate(
                storage => IsWeb(storage.Endpoint),
                $"{setting}: Endpoint must be an http or https URL, such as http://host:9000")
            .Validate(
                storage => IsWeb(storage.PublicBaseUrl),
                $"{setting}: PublicBaseUrl must be an http or https URL, such as https://host")
            .Validate(
                storage => storage.Endpoint is null || storage.AccessKey is not null,
                $"{setting}: AccessKey=… is missing; the S3 server knows the user by it")
            .Validate(
                storage => storage.Endpoint is null || storage.SecretKey is not null,
                $"{setting}: SecretKey=… is missing; the S3 server gave it with AccessKey")
            .ValidateOnStart();
        return services;
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
