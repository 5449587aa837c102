using System.Diagnostics.CodeAnalysis;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Decides whether a request speaks for a session, or which problem it has.</summary>
internal sealed class SessionAccess(
    SessionTokens tokens, IOptions<SessionOptions> options, TimeProvider time,
    PlaybackTelemetry telemetry)
{
    public bool TryRead(
        [NotNullWhen(true)] SessionRequest? request, out SessionToken token,
        [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        var read = request is null ? null : tokens.Read(request.UserSession);
        token = read ?? default;
        problem = (request, read) switch
        {
            (null, _) => Refuse(
                ProblemKinds.InvalidRequest,
                "Send JSON with track_id, user_session and optionally state (playing or paused) "
                + "and position_seconds (0 or more)."),
            (_, null) => Refuse(
                ProblemKinds.Unauthorized, "user_session is not a token that /play gave."),
            _ when token.Track != request.TrackId => Refuse(
                ProblemKinds.Forbidden, "user_session belongs to another track."),
            _ when time.GetUtcNow() - token.StartedAt > options.Value.MaxAge => Over(),
            _ => null,
        };
        return problem is null;
    }

    public ProblemHttpResult Over() =>
        Refuse(ProblemKinds.Gone, "This session is over. Start a new one with /play.");

    private ProblemHttpResult Refuse(ProblemKind kind, string message)
    {
        telemetry.RequestRefused(kind.Error);
        return kind.Result(message);
    }
}
