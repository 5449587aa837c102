using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>What Kafka's clients leave to the service: topics and health.</summary>
public static class MessagingSetup
{
    /// <summary>Makes the topics of the contracts.</summary>
    public static void AddKafkaTopics(
        this IHostApplicationBuilder builder, string connectionName) =>
        builder.Services.AddSingleton<IHostedService>(services =>
            ActivatorUtilities.CreateInstance<TopicCreation>(services, connectionName));

    /// <summary>
    /// Makes readiness depend on Kafka: one check for all clients of a connection; theirs are off
    /// (<c>LeaveToService</c>).
    /// </summary>
    public static void AddKafkaHealth(
        this IHostApplicationBuilder builder, string connectionName)
    {
        builder.Services.TryAddKeyedSingleton(connectionName, (services, _) =>
            ActivatorUtilities.CreateInstance<KafkaHealth>(services, connectionName));
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            connectionName,
            services => services.GetRequiredKeyedService<KafkaHealth>(connectionName),
            failureStatus: null, tags: null));
    }
}
