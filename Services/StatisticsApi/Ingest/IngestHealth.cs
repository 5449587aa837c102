using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>Unhealthy when ingest has not got anywhere for a while.</summary>
internal sealed class IngestHealth(TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);

    private long _lastPassTicks;

    public void Report(DateTimeOffset now) =>
        Interlocked.Exchange(ref _lastPassTicks, now.UtcTicks);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var last = Interlocked.Read(ref _lastPassTicks);
        var alive = time.GetUtcNow().UtcTicks - last < MaxSilence.Ticks;
        return Task.FromResult(alive
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("no events could be counted lately; see the log"));
    }
}
