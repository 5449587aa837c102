using AudioStreaming.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Ends a session. If it is over already, what was asked for is done.</summary>
internal sealed class StopEndpoint(
    SessionAccess access, SessionStore store, EventPublisher events,
    IOptions<SessionOptions> options, FaultPoints faults)
{
    public static async Task<Results<Ok<SessionStatus>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, StopEndpoint endpoint, CancellationToken cancellationToken) =>
        await endpoint.StopAsync(await SessionRequest.ReadAsync(request, cancellationToken));

    private async Task<Results<Ok<SessionStatus>, ProblemHttpResult>> StopAsync(
        SessionRequest? request)
    {
        if (!access.TryRead(request, out var token, out var problem)) return problem!;
        var last = await store.StopAsync(token, request!.PositionMs(options.Value.MaxAge));
        await faults.ReachAsync("playback.stopped");
        if (last is not null) events.PublishLast(last);
        return TypedResults.Ok(SessionStatus.Ok);
    }
}
