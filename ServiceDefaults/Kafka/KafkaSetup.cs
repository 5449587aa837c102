using System.Buffers.Text;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>
/// Kafka's clients. Any of them makes the service's readiness depend on Kafka.
/// </summary>
public static class KafkaSetup
{
    /// <summary>Registers the one <see cref="KafkaProducer"/>, made when first asked for.</summary>
    /// <param name="builder">The service's.</param>
    /// <param name="configure">Goes over the configuration.</param>
    public static void AddKafkaProducer(
        this IHostApplicationBuilder builder, Action<IServiceProvider, ProducerConfig> configure)
    {
        builder.AddKafka();
        builder.Services.AddSingleton(services =>
            new KafkaProducer(
                services.GetRequiredService<KafkaClients>(),
                services.GetRequiredService<RecordSignature>(),
                services.GetRequiredService<DefaultsTelemetry>(),
                services.GetRequiredService<ILogger<KafkaProducer>>(),
                config =>
                {
                    config.Acks = Acks.All;
                    config.EnableIdempotence = true;
                    configure(services, config);
                }));
    }

    /// <summary>Registers the one consumer, made when first asked for.</summary>
    /// <param name="builder">The service's.</param>
    /// <param name="configure">Goes over the configuration.</param>
    /// <param name="handle">Sets handlers.</param>
    public static void AddKafkaConsumer(
        this IHostApplicationBuilder builder, Action<IServiceProvider, ConsumerConfig> configure,
        Action<IServiceProvider, ConsumerBuilder<byte[], byte[]>>? handle = null)
    {
        builder.AddKafka();
        builder.Services.AddSingleton(services =>
            services.GetRequiredService<KafkaClients>().CreateConsumer(
                config => configure(services, config),
                consumer => handle?.Invoke(services, consumer)));
    }

    /// <summary>Makes the topics of the contracts.</summary>
    public static void AddKafkaTopics(this IHostApplicationBuilder builder)
    {
        builder.AddKafka();
        builder.Services.AddSingleton<TopicHealth>();
        builder.Services.AddHealthChecks().AddCheck<TopicHealth>("topics");
        builder.Services.AddPass<TopicCreation>();
    }

    private static void AddKafka(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(KafkaClients))) return;
        builder.Services.AddValidatedOptions<KafkaOptions>(KafkaOptions.Section)
            .Validate(
                kafka => string.IsNullOrEmpty(kafka.SigningKey)
                    || (Base64.IsValid(kafka.SigningKey, out var size)
                        && size >= RecordSignature.MinKeySize),
                $"Kafka:SigningKey must be base64 of at least {RecordSignature.MinKeySize} bytes, "
                + "for example the output of 'openssl rand -base64 32'");
        builder.Services
            .AddSingleton<IValidateOptions<KafkaOptions>, KafkaConnectionCheck>()
            .AddSingleton<ClientLog>()
            .AddSingleton<KafkaClients>()
            .AddSingleton<RecordSignature>()
            .AddSingleton(services => new KafkaAdmin(services.GetRequiredService<KafkaClients>()));
        builder.Services.AddHealthChecks().AddCheck<KafkaHealth>("kafka");
    }
}
