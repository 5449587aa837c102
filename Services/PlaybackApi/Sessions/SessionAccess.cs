using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Decides whether a request speaks for a session, or which problem it has.</summary>
internal sealed class SessionAccess(
    SessionTokens tokens, IOptions<SessionOptions> options, TimeProvider time,
    PlaybackTelemetry telemetry)
{
    private readonly TimeSpan _maxAge = options.Value.MaxAge;

    public bool TryRead(
        SessionRequest? request, out SessionToken token, out ProblemHttpResult? problem)
    {
        token = default;
        problem = Check(request, ref token);
        return problem is null;
    }

    public ProblemHttpResult Over() =>
        Refuse(ProblemKinds.Gone, "This session is over. Start a new one with /play.");

    private ProblemHttpResult? Check(SessionRequest? request, ref SessionToken token)
    {
        if (request is null)
            return Refuse(
                ProblemKinds.InvalidRequest,
                "Send JSON with track_id, user_session and optionally state (playing or paused) "
                + "and position_seconds (0 or more).");
        if (tokens.Read(request.UserSession) is not { } read)
            return Refuse(
                ProblemKinds.Unauthorized, "user_session is not a token that /play gave.");
        if (read.Track != request.TrackId)
            return Refuse(ProblemKinds.Forbidden, "user_session belongs to another track.");
        if (time.GetUtcNow() - read.StartedAt > _maxAge) return Over();
        token = read;
        return null;
    }

    private ProblemHttpResult Refuse(ProblemKind kind, string message)
    {
        telemetry.CountRefused(kind.Error);
        return kind.Result(message);
    }
}
