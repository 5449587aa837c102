using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;
using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

/// <summary>The workers, and the consumer of <c>transcode-jobs</c> that wakes them.</summary>
internal static class JobsSetup
{
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.AddConsumer();
        builder.Services.AddValidatedOptions<JobOptions>(JobOptions.Section)
            .Validate(
                options => options.ConsumerGroup.Length > 0,
                "Converter:Jobs:ConsumerGroup must not be empty, such as converter")
            .Validate(
                options => options.Parallel is >= 0 and <= 256,
                "Converter:Jobs:Parallel must be from 0 (one per core) to 256, such as 2")
            .Positive(options => options.PollInterval);
        builder.Services.AddSingleton<JobRunner>();
        builder.Services.AddPass<JobWorkers>();
        builder.Services.AddHostedService<JobConsumer>();
        return builder;
    }

    private static void AddConsumer(this IHostApplicationBuilder builder) =>
        builder.AddKafkaConsumer((services, consumer) =>
        {
            consumer.GroupId = services.GetRequiredService<JobOptions>().ConsumerGroup;
            // A killed worker's partitions pass on after this time, not after Kafka's 45 s.
            consumer.SessionTimeoutMs ??= 10_000;
            // Committed once it is dealt with, which takes no longer than to look at it.
            consumer.EnableAutoOffsetStore = false;
            consumer.AutoOffsetReset = AutoOffsetReset.Earliest;
        });
}
