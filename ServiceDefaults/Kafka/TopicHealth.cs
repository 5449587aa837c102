using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>Ready when the topics are there with their partitions.</summary>
internal sealed class TopicHealth : IHealthCheck
{
    private volatile string? _fault = "the topics have not been looked at yet";

    /// <param name="fault">What is wrong; null if nothing is.</param>
    public void Report(string? fault) => _fault = fault;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            _fault is { } fault
                ? new HealthCheckResult(context.Registration.FailureStatus, fault)
                : HealthCheckResult.Healthy());
}
