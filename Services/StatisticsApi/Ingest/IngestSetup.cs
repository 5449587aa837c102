using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Options;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>From the log into the counts.</summary>
internal static class IngestSetup
{
    public static void AddIngest(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<IngestOptions>(IngestOptions.Section)
            .Range(ingest => ingest.BatchSize, 1, 100_000);
        builder.AddKafkaConsumer((_, consumer) => Configure(consumer), SetHandlers);
        // Kafka refuses a batch for its size, whichever of its messages is too large.
        builder.AddKafkaProducer((_, producer) => producer.BatchNumMessages = 1);
        builder.Services.AddSingleton<PartitionPositions>();
        builder.Services.AddSingleton<StoredPositions>();
        builder.Services.AddSingleton<PartitionIngest>();
        builder.Services.AddSingleton<PlaybackEventReader>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddSingleton<LogIdentity>();
        builder.Services.AddSingleton<TrackEvents>();
        builder.Services.AddSingleton<IngestHealth>();
        builder.Services.AddHealthChecks().AddCheck<IngestHealth>("ingest");
        builder.Services.AddHostedService<IngestWorker>();
    }

    private static void Configure(ConsumerConfig config)
    {
        config.GroupId ??= "statistics-api";
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        config.EnableAutoOffsetStore = false;
        config.SessionTimeoutMs ??= 10_000;
        config.FetchWaitMaxMs = 50;
        // Of the rest nothing is looked at; headers carry traces.
        config.ConsumeResultFields = "topic,headers";
        config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.Range;
    }

    private static void SetHandlers(
        IServiceProvider services, ConsumerBuilder<byte[], byte[]> consumer)
    {
        var positions = services.GetRequiredService<PartitionPositions>();
        consumer
            .SetPartitionsAssignedHandler((_, partitions) => positions.Assign(partitions))
            .SetPartitionsRevokedHandler((_, partitions) =>
                positions.Revoke(partitions.Select(partition => partition.TopicPartition)));
    }
}
