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
            .Validate(
                outbox => outbox.BatchSize is >= 1 and <= 10_000,
                "Outbox:BatchSize must be between 1 and 10000, such as 200")
            .Validate(
                outbox => outbox.PollInterval > TimeSpan.Zero,
                "Outbox:PollInterval must be longer than zero, such as 00:00:05")
            .Validate(
                outbox => outbox.WatchInterval > TimeSpan.Zero,
                "Outbox:WatchInterval must be longer than zero, such as 00:00:15")
            .Validate(
                outbox => outbox.ShortestBackoff > TimeSpan.Zero,
                "Outbox:ShortestBackoff must be longer than zero, such as 00:00:00.200")
            .Validate(
                outbox => outbox.LongestBackoff >= outbox.ShortestBackoff,
                "Outbox:LongestBackoff must be at least Outbox:ShortestBackoff, such as 00:00:10")
            .Validate(
                outbox => outbox.MostRefusals is >= 1 and <= 100_000,
                "Outbox:MostRefusals must be between 1 and 100000, such as 100")
            .Validate(
                outbox => outbox.SendTimeout >= TimeSpan.FromSeconds(1),
                "Outbox:SendTimeout must be at least 1 s, such as 00:00:10");
}
