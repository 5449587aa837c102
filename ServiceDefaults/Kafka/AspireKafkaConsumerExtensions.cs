using Aspire.Confluent.Kafka;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Messaging;
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
        var settings = new KafkaConsumerSettings();
        settings.ConnectionString =
            KafkaClients.Bind(builder, "Consumer", connectionName, settings, settings.Config)
            ?? settings.ConnectionString;
        configureSettings?.Invoke(settings);
        settings.Config.BootstrapServers =
            settings.ConnectionString ?? settings.Config.BootstrapServers;

        builder.Services.AddSingleton(services =>
        {
            KafkaClients.RequireServers(settings.Config, connectionName);
            var client = new ConsumerBuilder<TKey, TValue>(settings.Config);
            configureBuilder?.Invoke(services, client);
            KafkaClients.TrySetLog(
                services, log => client.SetLogHandler((_, message) => log(message)));
            return client.Build();
        });
        if (!settings.DisableHealthChecks) builder.AddKafkaHealth(connectionName);
    }
}
