using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Not ready until the log has been caught up with for the first time, nor when ingest has not got
/// anywhere for a while. Falling behind later only shows as degraded: the counts of all replicas
/// are the same, and old ones are better than none.
/// </summary>
internal sealed class IngestHealth(
    TimeProvider time, IOptions<IngestOptions> options, StatisticsTelemetry telemetry)
    : IHealthCheck
{
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(30);

    private long _lastPassTicks;
    private long _lag;
    private volatile bool _caughtUp;

    /// <param name="now">When a pass ended well.</param>
    /// <param name="lag">Records in the log that are not counted yet, if that is known.</param>
    public void Report(DateTimeOffset now, long? lag)
    {
        if (lag is { } known)
        {
            telemetry.LagMeasured(known);
            Interlocked.Exchange(ref _lag, known);
            _caughtUp |= known <= options.Value.MaxLag;
        }
        Interlocked.Exchange(ref _lastPassTicks, now.UtcTicks);
    }

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var silence = time.GetUtcNow().UtcTicks - Interlocked.Read(ref _lastPassTicks);
        if (silence >= MaxSilence.Ticks)
            return HealthCheckResult.Unhealthy("no events could be counted lately; see the log");
        var lag = Interlocked.Read(ref _lag);
        var text = $"{lag} records of the log are not counted yet";
        if (!_caughtUp)
            return HealthCheckResult.Unhealthy(lag > 0 ? text : "the log has not been read yet");
        return lag <= options.Value.MaxLag
            ? HealthCheckResult.Healthy(text)
            : HealthCheckResult.Degraded(text);
    }
}
