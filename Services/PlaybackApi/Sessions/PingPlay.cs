using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>A heartbeat: one round trip to Redis, and an event on its way.</summary>
internal sealed class PingEndpoint(
    SessionAccess access, SessionStore store, EventPublisher events,
    IOptions<SessionOptions> options)
{
    public static async Task<Results<Ok<SessionStatus>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, PingEndpoint endpoint, CancellationToken cancellationToken) =>
        await endpoint.PingAsync(await SessionRequest.ReadAsync(request, cancellationToken));

    private async Task<Results<Ok<SessionStatus>, ProblemHttpResult>> PingAsync(
        SessionRequest? request)
    {
        if (!access.TryRead(request, out var token, out var problem)) return problem!;
        var step = await store.BeatAsync(
            token, request!.State == SessionActivity.Paused,
            request.PositionMs(options.Value.MaxAge));
        if (step is null) return access.Over();
        events.Publish(step);
        return TypedResults.Ok(SessionStatus.Ok);
    }
}
