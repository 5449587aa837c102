using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>
/// Makes every client of Kafka: from the same settings, with the same log, and with one answer to
/// errors that librdkafka does not survive. A producer is replaced; a consumer's place in its group
/// is lost, so that the service stops and is started anew.
/// </summary>
internal sealed partial class KafkaClients(
    IConfiguration configuration, ClientLog log, ILogger<KafkaClients> logger,
    IHostApplicationLifetime lifetime)
{
    public const string Producer = nameof(Producer);
    public const string Consumer = nameof(Consumer);

    // Partitions that were added, and topics that were missing, are seen after this time.
    private const int MetadataAgeMs = 10_000;

    // Else a connection that is dead without anybody noticing counts for a minute.
    private const int AdminTimeoutMs = 5_000;

    public IProducer<byte[], byte[]> CreateProducer(
        Action<ProducerConfig> configure, Action<Error> onFatal)
    {
        var config = Read<ProducerConfig>(Producer);
        configure(config);
        return new ProducerBuilder<byte[], byte[]>(config)
            .SetLogHandler((_, message) => log.Write(message))
            .SetErrorHandler((_, error) => { if (error.IsFatal) onFatal(error); })
            .Build();
    }

    public IConsumer<byte[], byte[]> CreateConsumer(
        Action<ConsumerConfig> configure, Action<ConsumerBuilder<byte[], byte[]>>? handle)
    {
        var config = Read<ConsumerConfig>(Consumer);
        configure(config);
        var builder = new ConsumerBuilder<byte[], byte[]>(config)
            .SetLogHandler((_, message) => log.Write(message))
            .SetErrorHandler((_, error) => { if (error.IsFatal) Stop(error); });
        handle?.Invoke(builder);
        return builder.Build();
    }

    public IAdminClient CreateAdmin(Action<Error> onError)
    {
        var config = Read<AdminClientConfig>(null);
        config.SocketTimeoutMs ??= AdminTimeoutMs;
        return new AdminClientBuilder(config)
            // Whoever asks is told.
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, error) => onError(error))
            .Build();
    }

    private TConfig Read<TConfig>(string? role) where TConfig : ClientConfig, new()
    {
        var config = KafkaConnection.Read<TConfig>(configuration, role);
        config.TopicMetadataRefreshIntervalMs ??= MetadataAgeMs;
        return config;
    }

    private void Stop(Error error)
    {
        LogConsumerLost(error.Reason);
        lifetime.StopApplication();
    }
}
