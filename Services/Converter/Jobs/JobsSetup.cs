using AudioStreaming.ServiceDefaults.Messaging;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Jobs;

/// <summary>The workers, and the consumer of <c>transcode-jobs</c> that wakes them.</summary>
internal static class JobsSetup
{
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.AddKafkaHealth("kafka");
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

    private static void AddConsumer(this IHostApplicationBuilder builder)
    {
        ConsumerConfig config = [];
        builder.AddKafkaConsumer<string, byte[]>(
            "kafka",
            settings =>
            {
                settings.LeaveToService();
                config = settings.Config;
                // A killed worker's partitions pass on after this time, not after Kafka's 45 s.
                config.SessionTimeoutMs = 10_000;
                // Committed once it is dealt with, which takes no longer than to look at it.
                config.EnableAutoOffsetStore = false;
                config.AutoOffsetReset = AutoOffsetReset.Earliest;
            },
            // The client reads its settings when it is built, and the options are bound by then.
            (services, _) => config.GroupId =
                services.GetRequiredService<IOptions<JobOptions>>().Value.ConsumerGroup);
    }
}
