using AudioStreaming.ServiceDefaults.Messaging;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>The outbox and what empties it into Kafka.</summary>
internal static class OutboxSetup
{
    public static void AddOutbox(this IHostApplicationBuilder builder)
    {
        AddOptions(builder.Services);
        ProducerConfig producer = null!;
        builder.AddKafkaProducer<string, byte[]>(
            "kafka",
            settings =>
            {
                settings.LeaveToService();
                producer = settings.Config;
                producer.Acks = Acks.All;
                producer.EnableIdempotence = true;
                producer.LingerMs = 0;
            },
            // The options are read and valid by the time when the producer is built.
            (services, _) => producer.MessageTimeoutMs = (int)services
                .GetRequiredService<IOptions<OutboxOptions>>().Value.SendTimeout.TotalMilliseconds);
        builder.Services.AddSingleton<OutboxRefusals>();
        builder.Services.AddSingleton<OutboxBatch>();
        builder.Services.AddPass<OutboxDispatcher>();
        builder.Services.AddPass<OutboxWatch>();
    }

    private static void AddOptions(IServiceCollection services) =>
        services.AddValidatedOptions<OutboxOptions>(OutboxOptions.Section)
            .Range(outbox => outbox.BatchSize, 1, 10_000)
            .Positive(outbox => outbox.PollInterval)
            .Positive(outbox => outbox.WatchInterval)
            .Positive(outbox => outbox.ShortestBackoff)
            .Validate(
                outbox => outbox.LongestBackoff >= outbox.ShortestBackoff,
                "Outbox:LongestBackoff must be at least Outbox:ShortestBackoff, such as 00:00:10")
            .Range(outbox => outbox.MostRefusals, 1, 100_000)
            .Min(outbox => outbox.SendTimeout, TimeSpan.FromSeconds(1));
}
