using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>
/// Ready when a broker answers. Aspire's own check would write a record at every question, and
/// fails where a consumer's settings are none of a producer's.
/// </summary>
internal sealed class KafkaHealth(string connectionName, IConfiguration configuration)
    : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    // Connects at the first question.
    private readonly Lazy<IAdminClient> _client = new(() =>
        new AdminClientBuilder(new AdminClientConfig
        {
            BootstrapServers = configuration.GetConnectionString(connectionName),
            // Else a connection that is dead without anybody noticing counts for a minute.
            SocketTimeoutMs = (int)Timeout.TotalMilliseconds,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build());

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await Task.Run(() => _client.Value.GetMetadata(Timeout), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (KafkaException exception)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus, exception.Error.Reason, exception);
        }
    }

    public void Dispose()
    {
        if (_client.IsValueCreated) _client.Value.Dispose();
    }
}
