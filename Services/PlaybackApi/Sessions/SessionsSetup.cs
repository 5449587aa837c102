using AudioStreaming.ServiceDefaults.Messaging;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Sessions: what they need and where they are reached.</summary>
internal static class SessionsSetup
{
    private const int RedisTimeoutMs = 2000;

    public static void AddSessions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SessionOptions>()
            .BindConfiguration(SessionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services
            .AddSingleton<IValidateOptions<SessionOptions>, SessionOptionsValidation>()
            .AddSingleton<SessionTokens>()
            .AddSingleton<SessionStore>()
            .AddSingleton<SessionAccess>()
            .AddSingleton<SessionEnds>()
            .AddSingleton<EventPublisher>()
            .AddSingleton<PlayEndpoint>()
            .AddSingleton<PingEndpoint>()
            .AddSingleton<StopEndpoint>()
            .AddHostedService(services => services.GetRequiredService<EventPublisher>())
            .AddHostedService<ExpiryNotifications>()
            .AddHostedService<DeadlineSweep>();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, SessionJson.Default));

        // The scripts record spans of their own.
        builder.AddRedisClient("redis", settings => settings.DisableTracing = true, redis =>
        {
            redis.AsyncTimeout = RedisTimeoutMs;
            redis.BacklogPolicy = StackExchange.Redis.BacklogPolicy.FailFast;
            // For CONFIG, by which Redis is told to notify of expired keys.
            redis.AllowAdmin = true;
        });
        var sessions = builder.Configuration.GetSection(SessionOptions.Section)
            .Get<SessionOptions>() ?? new SessionOptions();
        builder.AddKafkaProducer<string, byte[]>("kafka", settings =>
        {
            settings.LeaveToService();
            settings.Config.Acks = Acks.All;
            settings.Config.EnableIdempotence = true;
            settings.Config.LingerMs = 20;
            settings.Config.DeliveryReportFields = "status";
            // Old heartbeats are worth nothing: rather skip them than fill the memory.
            settings.Config.MessageTimeoutMs = 30_000;
            settings.Config.QueueBufferingMaxMessages = sessions.EventQueueLength;
        });
    }
}
