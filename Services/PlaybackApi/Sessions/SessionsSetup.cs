using System.Buffers.Text;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;
using Microsoft.AspNetCore.Mvc;
using static System.TimeSpan;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Sessions: what they need and where they are reached.</summary>
internal static class SessionsSetup
{
    private const int RedisTimeoutMs = 2000;
    private const int MaxKeys = 8;
    private const int MinKeySize = 32;
    private const string KeyCure = "for example the output of 'openssl rand -base64 32'";

    public static void AddSessions(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddSessionOptions()
            .AddSingleton<SessionTokens>()
            .AddSingleton<SessionStore>()
            .AddSingleton<SessionAccess>()
            .AddSingleton<SessionEnds>()
            .AddSingleton<EventPublisher>()
            .AddHostedService(services => services.GetRequiredService<EventPublisher>())
            .AddPass<ExpiryNotifications>();
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
        builder.AddEventProducer();
    }

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("")
            .WithMetadata(new RequestSizeLimitAttribute(SessionRequest.MaxSize))
            .AddEndpointFilter((context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
        sessions.MapPost("/play/{track}", OpenPlay.HandleAsync).DescribePlay("playTrack");
        sessions.MapGet("/play/{track}", OpenPlay.HandleAsync).DescribePlay("playTrackByGet");
        sessions.MapPost("/ping", PingPlay.HandleAsync).DescribePing();
        sessions.MapPost("/stop", StopPlay.HandleAsync).DescribeStop();
    }

    internal static IServiceCollection AddSessionOptions(this IServiceCollection services)
    {
        var options = services.AddValidatedOptions<SessionOptions>(SessionOptions.Section)
            .Validate(
                o => o.SigningKeys.Count > 0,
                "Playback:SigningKeys:0 is missing: set it to the same secret for all replicas, "
                + KeyCure)
            .Validate(
                o => o.SigningKeys.Count <= MaxKeys,
                $"Playback:SigningKeys must be at most {MaxKeys}: drop the last ones")
            .Validate(
                o => o.Ttl >= 2 * o.Heartbeat,
                "Playback:Ttl must be at least twice Playback:Heartbeat, or one lost heartbeat "
                + "ends a session")
            .Validate(
                o => o.PausedTtl >= o.Ttl,
                "Playback:PausedTtl must not be shorter than Playback:Ttl")
            .Range(o => o.Heartbeat, FromSeconds(1), FromMinutes(5))
            .Range(o => o.Ttl, FromSeconds(1), FromMinutes(10))
            .Range(o => o.PausedTtl, FromSeconds(1), FromDays(1))
            .Range(o => o.MaxAge, FromMinutes(1), FromDays(7))
            .Range(o => o.Lease, FromSeconds(0.1), FromMinutes(10))
            .Range(o => o.EventQueueLength, 1, 10_000_000);
        for (var index = 0; index < MaxKeys; index++)
        {
            var at = index;
            options.Validate(
                o => o.SigningKeys.ElementAtOrDefault(at) is not { } key || IsStrong(key),
                $"Playback:SigningKeys:{at} must be base64 of at least {MinKeySize} bytes, "
                + KeyCure);
        }
        return services;
    }

    private static bool IsStrong(string key) =>
        Base64.IsValid(key, out var size) && size >= MinKeySize;

    private static void AddEventProducer(this IHostApplicationBuilder builder) =>
        builder.AddKafkaProducer((services, producer) =>
        {
            producer.LingerMs = 20;
            producer.DeliveryReportFields = "status";
            // Old heartbeats are worth nothing: rather skip them than fill the memory.
            producer.MessageTimeoutMs ??= 30_000;
            producer.QueueBufferingMaxMessages =
                services.GetRequiredService<SessionOptions>().EventQueueLength;
        });
}
