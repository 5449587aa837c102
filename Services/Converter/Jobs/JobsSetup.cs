using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Options;
using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

/// <summary>The consumer of <c>transcode-jobs</c> and its workers.</summary>
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
            .Range(options => options.Waiting, 1, 10_000);
        builder.Services.AddSingleton<JobRunner>();
        builder.Services.AddSingleton<JobWorkers>();
        builder.Services.AddSingleton<QueueDepth>();
        builder.Services.AddHostedService<JobConsumer>();
        return builder;
    }

    private static void AddConsumer(this IHostApplicationBuilder builder) =>
        builder.AddKafkaConsumer((services, consumer) =>
        {
            consumer.GroupId = services.GetRequiredService<JobOptions>().ConsumerGroup;
            // A killed worker's partitions pass on after this time, not after Kafka's 45 s.
            consumer.SessionTimeoutMs ??= 10_000;
            consumer.EnableAutoCommit = false;
            consumer.AutoOffsetReset = AutoOffsetReset.Earliest;
        });
}
