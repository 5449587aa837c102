using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>Makes the topics of the contracts when the service starts.</summary>
public static class TopicCreationSetup
{
    public static IHostApplicationBuilder AddKafkaTopics(
        this IHostApplicationBuilder builder, string connectionName)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IHostedService>(services => new TopicCreation(
            connectionName, services.GetRequiredService<IConfiguration>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<TopicCreation>>()));
        return builder;
    }
}
