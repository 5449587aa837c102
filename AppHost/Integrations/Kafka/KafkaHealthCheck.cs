using Aspire.Hosting.ApplicationModel;
using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Kafka;

/// <summary>
/// Healthy when the broker tells its metadata, which proves the protocol and writes nothing.
/// </summary>
internal sealed class KafkaHealthCheck(IResourceWithConnectionString kafka) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await kafka.GetConnectionStringAsync(cancellationToken) is not { } servers)
            return HealthCheckResult.Unhealthy("it has no address yet");
        using var client = new AdminClientBuilder(
            new AdminClientConfig { BootstrapServers = servers })
            .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        try
        {
            await Task.Run(() => client.GetMetadata(Timeout), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (KafkaException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Error.Reason);
        }
    }
}
