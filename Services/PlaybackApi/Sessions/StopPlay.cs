using AudioStreaming.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Ends a session. If it is over already, what was asked for is done.</summary>
internal static class StopPlay
{
    public static async Task<Results<Ok<SessionStatus>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, SessionAccess access, SessionStore store, EventPublisher events,
        IOptions<SessionOptions> options, FaultPoints faults, CancellationToken cancellationToken)
    {
        var body = await SessionRequest.ReadAsync(request, cancellationToken);
        if (!access.TryRead(body, out var token, out var problem)) return problem;
        var last = await store.StopAsync(token, body.PositionMs(options.Value.MaxAge));
        await faults.ReachAsync("playback.stopped");
        if (last is not null) events.PublishLast(last);
        return TypedResults.Ok(SessionStatus.Ok);
    }
}
