using AudioStreaming.ServiceDefaults.Messaging;
using AudioStreaming.ServiceDefaults.Options;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Jobs;

/// <summary>The consumer of <c>transcode-jobs</c> and its workers.</summary>
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
            .Range(options => options.Waiting, 1, 10_000);
        builder.Services.AddSingleton<JobRunner>();
        builder.Services.AddSingleton<JobWorkers>();
        builder.Services.AddSingleton<QueueDepth>();
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
                config.EnableAutoCommit = false;
                config.AutoOffsetReset = AutoOffsetReset.Earliest;
            },
            // The client reads its settings when it is built, and the options are bound by then.
            (services, _) => config.GroupId =
                services.GetRequiredService<IOptions<JobOptions>>().Value.ConsumerGroup);
    }
}
