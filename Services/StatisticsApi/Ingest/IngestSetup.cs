using AudioStreaming.ServiceDefaults.Messaging;
using AudioStreaming.ServiceDefaults.Options;
using Aspire.Confluent.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>From the log into the counts.</summary>
internal static class IngestSetup
{
    public static void AddIngest(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<IngestOptions>(IngestOptions.Section)
            .Range(ingest => ingest.BatchSize, 1, 100_000);
        builder.AddKafkaHealth("kafka");
        builder.AddKafkaConsumer<byte[], byte[]>("kafka", Configure, SetHandlers);
        builder.AddKafkaProducer<byte[], byte[]>("kafka", settings =>
        {
            settings.LeaveToService();
            settings.Config.EnableIdempotence = true;
            settings.Config.Acks = Acks.All;
        });
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

    private static void Configure(KafkaConsumerSettings settings)
    {
        settings.LeaveToService();
        var config = settings.Config;
        config.GroupId ??= "statistics-api";
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        config.EnableAutoOffsetStore = false;
        config.AllowAutoCreateTopics = true;
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
