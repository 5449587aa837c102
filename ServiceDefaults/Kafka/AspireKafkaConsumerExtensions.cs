using Aspire.Confluent.Kafka;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Those of Aspire.Confluent.Kafka's overloads that the services call, with its names and its
/// sections of the configuration: <c>Aspire:Confluent:Kafka:Consumer[:name]</c>.
/// </summary>
public static class AspireKafkaConsumerExtensions
{
    /// <summary>
    /// Registers one <see cref="IConsumer{TKey, TValue}"/>, built when first asked for.
    /// </summary>
    /// <param name="builder">The service's.</param>
    /// <param name="connectionName">
    /// Of the connection string: <c>host:port[,host:port…]</c>.
    /// </param>
    /// <param name="configureSettings">Goes over the configuration.</param>
    /// <param name="configureBuilder">Sets handlers and serializers.</param>
    public static void AddKafkaConsumer<TKey, TValue>(
        this IHostApplicationBuilder builder, string connectionName,
        Action<KafkaConsumerSettings>? configureSettings = null,
        Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder = null)
    {
        var settings = KafkaClients.Settings<KafkaConsumerSettings, ConsumerConfig>(
            builder, "Consumer", connectionName, configureSettings);
        builder.Services.AddSingleton(services =>
        {
            KafkaClients.RequireServers(settings.Config, connectionName);
            var log = KafkaClients.Log(services);
            var client = new ConsumerBuilder<TKey, TValue>(settings.Config)
                .SetLogHandler((_, message) => log(message));
            configureBuilder?.Invoke(services, client);
            return client.Build();
        });
    }
}
