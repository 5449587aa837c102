namespace AudioStreaming.ServiceDefaults.Problems;

/// <summary>Every kind of error the APIs answer with: the one status-code policy.</summary>
public static class ProblemKinds
{
    /// <summary>Something in the request is missing, malformed or out of range.</summary>
    public static ProblemKind InvalidRequest { get; } =
        new(400, "invalid_request", "The request is not valid");

    /// <summary>Proof of a right is missing or not in the expected form.</summary>
    public static ProblemKind Unauthorized { get; } =
        new(401, "unauthorized", "A token is needed");

    /// <summary>The proof given does not give this right.</summary>
    public static ProblemKind Forbidden { get; } =
        new(403, "forbidden", "This token does not allow it");

    public static ProblemKind NotFound { get; } =
        new(404, "not_found", "There is no such thing");

    public static ProblemKind MethodNotAllowed { get; } =
        new(405, "method_not_allowed", "This method is not available here");

    /// <summary>The client was too slow in sending.</summary>
    public static ProblemKind Timeout { get; } =
        new(408, "request_timeout", "The request took too long");

    /// <summary>The state of the thing does not allow it now.</summary>
    public static ProblemKind Conflict { get; } =
        new(409, "conflict", "The current state does not allow it");

    /// <summary>It was there, and is over for good.</summary>
    public static ProblemKind Gone { get; } =
        new(410, "gone", "It is no longer there");

    public static ProblemKind TooLarge { get; } =
        new(413, "payload_too_large", "The request is too large");

    public static ProblemKind UnsupportedMediaType { get; } =
        new(415, "unsupported_media_type", "This type of content is not supported");

    public static ProblemKind TooManyRequests { get; } =
        new(429, "too_many_requests", "Too many requests at once");

    /// <summary>A fault of ours; the log has it.</summary>
    public static ProblemKind Internal { get; } =
        new(500, "internal_error", "Something went wrong here");

    /// <summary>Something the service needs is unavailable; trying again later helps.</summary>
    public static ProblemKind Unavailable { get; } =
        new(503, "unavailable", "The service cannot do this right now");

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        InvalidRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, Timeout, Conflict,
        Gone, TooLarge, UnsupportedMediaType, TooManyRequests, Internal, Unavailable,
    ];

    /// <summary>The kind for a bare status; <c>null</c> where the policy has none.</summary>
    public static ProblemKind? ForStatus(int status) =>
        All.FirstOrDefault(kind => kind.Status == status);
}
