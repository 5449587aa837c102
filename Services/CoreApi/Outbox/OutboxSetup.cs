using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>The outbox and what empties it into Kafka.</summary>
internal static class OutboxSetup
{
    public static void AddOutbox(this IHostApplicationBuilder builder)
    {
        AddOptions(builder.Services);
        builder.AddKafkaProducer((services, producer) =>
        {
            producer.LingerMs = 0;
            // Kafka refuses a batch for its size, whichever of its messages is too large.
            producer.BatchNumMessages = 1;
            producer.MessageTimeoutMs = (int)services
                .GetRequiredService<OutboxOptions>().SendTimeout.TotalMilliseconds;
        });
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
