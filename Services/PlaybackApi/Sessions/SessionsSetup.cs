using Confluent.Kafka;
using Microsoft.AspNetCore.Mvc;
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

        builder.AddRedisClient("redis", configureOptions: redis =>
        {
            redis.AsyncTimeout = RedisTimeoutMs;
            redis.BacklogPolicy = StackExchange.Redis.BacklogPolicy.FailFast;
        });
        builder.AddKafkaProducer<string, byte[]>("kafka", settings =>
        {
            settings.Config.Acks = Acks.All;
            settings.Config.EnableIdempotence = true;
            settings.Config.LingerMs = 20;
            settings.Config.DeliveryReportFields = "status";
            // Old heartbeats are worth nothing: rather skip them than fill the memory.
            settings.Config.MessageTimeoutMs = 30_000;
            settings.Config.QueueBufferingMaxMessages = 100_000;
        });
    }

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("").WithTags("Sessions")
            .WithMetadata(new RequestSizeLimitAttribute(SessionRequest.MaxSize))
            .AddEndpointFilter((context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
        sessions.MapMethods(
                "/play/{track}", [HttpMethods.Post, HttpMethods.Get], PlayEndpoint.HandleAsync)
            .WithSummary("Open a session")
            .WithDescription(
                "Begins one play of one track. Send the answer's user_session with every /ping, "
                + "every heartbeat_seconds, and with /stop.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        sessions.MapPost("/ping", PingEndpoint.HandleAsync)
            .WithSummary("Keep a session alive")
            .WithDescription(
                "Tells that the listener is still there, playing or paused. The time since the "
                + "last one counts as listened to if the session was playing.")
            .RefusesTokens();
        sessions.MapPost("/stop", StopEndpoint.HandleAsync)
            .WithSummary("End a session")
            .WithDescription(
                "Ends it now. Also taken as text/plain, as navigator.sendBeacon sends it. Ending "
                + "a session that is over changes nothing.")
            .RefusesTokens();
    }

    private static RouteHandlerBuilder RefusesTokens(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status410Gone)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
