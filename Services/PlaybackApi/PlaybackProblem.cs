using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.PlaybackApi;

/// <summary>
/// Problem details (RFC 9457) that also carry <c>error</c>, a word for programs, and
/// <c>message</c>, a sentence for people.
/// </summary>
internal static class PlaybackProblem
{
    public static ProblemHttpResult Create(int status, string error, string message) =>
        TypedResults.Problem(
            detail: message, statusCode: status,
            extensions: new Dictionary<string, object?>
            {
                ["error"] = error,
                ["message"] = message,
            });
}
