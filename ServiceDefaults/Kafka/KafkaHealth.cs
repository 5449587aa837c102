using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>Ready when a broker answers.</summary>
internal sealed class KafkaHealth(KafkaAdmin admin) : IHealthCheck
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await admin.AskAsync(client => Task.FromResult(client.GetMetadata(Timeout)))
                .WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (KafkaException exception)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus, exception.Error.Reason, exception);
        }
    }
}
