using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>Makes the topics of the contracts when the service starts.</summary>
public static class TopicCreationSetup
{
    public static IHostApplicationBuilder AddKafkaTopics(
        this IHostApplicationBuilder builder, string connectionName)
    {
        builder.Services.AddSingleton<IHostedService>(services =>
            ActivatorUtilities.CreateInstance<TopicCreation>(services, connectionName));
        return builder;
    }
}
