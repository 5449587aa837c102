using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>A heartbeat: one round trip to Redis, and an event on its way.</summary>
internal static class PingPlay
{
    public static async Task<Results<Ok<SessionStatus>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, SessionAccess access, SessionStore store, EventPublisher events,
        IOptions<SessionOptions> options, CancellationToken cancellationToken)
    {
        var body = await SessionRequest.ReadAsync(request, cancellationToken);
        if (!access.TryRead(body, out var token, out var problem)) return problem;
        var step = await store.BeatAsync(
            token, body.State == SessionActivity.Paused, body.PositionMs(options.Value.MaxAge));
        if (step is null) return access.Over();
        events.Publish(step);
        return TypedResults.Ok(SessionStatus.Ok);
    }
}
