using Aspire.Confluent.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Confluent.Kafka
{
    public sealed class KafkaProducerSettings
    {
        public string? ConnectionString { get; set; }

        public ProducerConfig Config { get; } = [];

        public bool DisableHealthChecks { get; set; }

        public bool DisableMetrics { get; set; }

        public bool DisableTracing { get; set; }
    }

    public sealed class KafkaConsumerSettings
    {
        public string? ConnectionString { get; set; }

        public ConsumerConfig Config { get; } = [];

        public bool DisableHealthChecks { get; set; }

        public bool DisableMetrics { get; set; }

        public bool DisableTracing { get; set; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class AspireKafkaProducerExtensions
    {
        public static void AddKafkaProducer<TKey, TValue>(
            this IHostApplicationBuilder builder,
            string connectionName,
            Action<KafkaProducerSettings>? configureSettings = null,
            Action<IServiceProvider, ProducerBuilder<TKey, TValue>>? configureBuilder = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.AddSingleton(services =>
            {
                var settings = new KafkaProducerSettings
                {
                    ConnectionString = builder.Configuration.GetConnectionString(connectionName),
                };
                configureSettings?.Invoke(settings);
                settings.Config.BootstrapServers ??= settings.ConnectionString;
                var producer = new ProducerBuilder<TKey, TValue>(settings.Config);
                configureBuilder?.Invoke(services, producer);
                return producer.Build();
            });
        }
    }

    public static class AspireKafkaConsumerExtensions
    {
        public static void AddKafkaConsumer<TKey, TValue>(
            this IHostApplicationBuilder builder,
            string connectionName,
            Action<KafkaConsumerSettings>? configureSettings = null,
            Action<IServiceProvider, ConsumerBuilder<TKey, TValue>>? configureBuilder = null)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.Services.AddSingleton(services =>
            {
                var settings = new KafkaConsumerSettings
                {
                    ConnectionString = builder.Configuration.GetConnectionString(connectionName),
                };
                configureSettings?.Invoke(settings);
                settings.Config.BootstrapServers ??= settings.ConnectionString;
                var consumer = new ConsumerBuilder<TKey, TValue>(settings.Config);
                configureBuilder?.Invoke(services, consumer);
                return consumer.Build();
            });
        }
    }
}
