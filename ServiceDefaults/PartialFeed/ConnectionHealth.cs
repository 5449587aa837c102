using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.PartialFeed;

/// <summary>A health check that passes when the given call does.</summary>
internal sealed class ConnectionHealth(Func<CancellationToken, Task> call) : IHealthCheck
{
    /// <summary>Adds it under a name, once: several clients of one server need one check.</summary>
    public static void TryAdd(
        IHostApplicationBuilder builder, string name,
        Func<IServiceProvider, CancellationToken, Task> call)
    {
        var key = $"{nameof(ConnectionHealth)}:{name}";
        if (!builder.Properties.TryAdd(key, true)) return;
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            services => new ConnectionHealth(cancellation => call(services, cancellation)),
            failureStatus: null, tags: null));
    }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await call(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
