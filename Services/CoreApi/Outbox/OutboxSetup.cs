using AudioStreaming.ServiceDefaults.Messaging;
using Confluent.Kafka;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>The outbox and what empties it into Kafka.</summary>
internal static class OutboxSetup
{
    public static IHostApplicationBuilder AddOutbox(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<OutboxOptions>()
            .BindConfiguration(OutboxOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.ShortestBackoff > TimeSpan.Zero
                    && options.LongestBackoff >= options.ShortestBackoff
                    && options.PollInterval > TimeSpan.Zero
                    && options.WatchInterval > TimeSpan.Zero
                    && options.SendTimeout >= TimeSpan.FromSeconds(1),
                "Outbox: intervals must be more than 0, SendTimeout at least 1 s, and "
                + "LongestBackoff at least ShortestBackoff")
            .ValidateOnStart();
        var sendTimeout = builder.Configuration.GetSection(OutboxOptions.Section)
            .Get<OutboxOptions>()?.SendTimeout ?? new OutboxOptions().SendTimeout;
        builder.AddKafkaProducer<string, byte[]>("kafka", settings =>
        {
            settings.LeaveToService();
            settings.Config.Acks = Acks.All;
            settings.Config.EnableIdempotence = true;
            settings.Config.LingerMs = 0;
            settings.Config.MessageTimeoutMs = (int)sendTimeout.TotalMilliseconds;
        });
        builder.Services.AddSingleton<OutboxRefusals>();
        builder.Services.AddSingleton<OutboxBatch>();
        builder.Services.AddHostedService<OutboxDispatcher>();
        builder.Services.AddHostedService<OutboxWatch>();
        return builder;
    }
}
