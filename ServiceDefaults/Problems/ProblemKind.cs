using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.ServiceDefaults.Problems;

/// <summary>
/// One kind of error that an API answers with, as problem details (RFC 9457). The type is a path
/// on the instance's own origin: installations have no common one, and clients compare it as text.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The code that clients of the first API know: <c>not_found</c>.</param>
/// <param name="Title">The same for every occurrence.</param>
public sealed record ProblemKind(int Status, string Error, string Title)
{
    public string Type { get; } = $"/problems/{Error.Replace('_', '-')}";

    /// <param name="message">What went wrong this time, and what would help.</param>
    public ProblemHttpResult Result(string message) => TypedResults.Problem(
        detail: message, statusCode: Status, title: Title, type: Type,
        extensions: Members(message));

    internal Dictionary<string, object?> Members(string message) =>
        new(StringComparer.Ordinal) { ["error"] = Error, ["message"] = message };
}
