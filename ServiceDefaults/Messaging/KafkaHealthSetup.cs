using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>Makes readiness depend on Kafka.</summary>
public static class KafkaHealthSetup
{
    /// <summary>
    /// One check for all clients of a connection; theirs are off (<c>LeaveToService</c>).
    /// </summary>
    public static IHostApplicationBuilder AddKafkaHealth(
        this IHostApplicationBuilder builder, string connectionName)
    {
        builder.Services.TryAddKeyedSingleton(connectionName, (services, _) => new KafkaHealth(
            connectionName, services.GetRequiredService<IConfiguration>()));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            connectionName,
            services => services.GetRequiredKeyedService<KafkaHealth>(connectionName),
            failureStatus: null, tags: null));
        return builder;
    }
}
