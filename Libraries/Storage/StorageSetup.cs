using System.Data.Common;
using AudioStreaming.Storage.Files;
using AudioStreaming.Storage.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

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
        builder.Services.AddSingleton<IObjectStore>(services => Create(
            builder.Configuration.GetConnectionString(connectionName), connectionName,
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            connectionName,
            services => new StorageCheck(services.GetRequiredService<IObjectStore>()),
            failureStatus: null, tags: null));
        return builder;
    }

    /// <exception cref="InvalidOperationException">The connection string says neither.</exception>
    public static IObjectStore Create(
        string? connectionString, string connectionName, TimeProvider time)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString ?? "" };
        if (parts.TryGetValue("Path", out var path) && path is string { Length: > 0 } directory)
            return new FileObjectStore(directory);
        if (parts.ContainsKey("Endpoint"))
            return new S3ObjectStore(S3Options.Parse(parts, connectionName), time);
        throw new InvalidOperationException(
            $"ConnectionStrings:{connectionName} is missing: set Path=/directory for files, or "
            + "Endpoint=http://host:port;AccessKey=…;SecretKey=…;Bucket=… for S3");
    }

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
