using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Problems;

/// <summary>
/// Turns a fault into an answer that tells nothing of the inside: 503 where something the service
/// needs is unavailable, the framework's own status for a bad request, else 500.
/// </summary>
internal sealed partial class FaultHandler(
    IProblemDetailsService problems, ILogger<FaultHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        var (kind, message) = Explain(exception);
        if (kind.Status >= StatusCodes.Status500InternalServerError)
            LogRequestFailed(exception, httpContext.Request.Method, kind.Error);
        if (kind == ProblemKinds.Unavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();

        httpContext.Response.StatusCode = kind.Status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = kind.Result(message).ProblemDetails,
        });
    }

    private static (ProblemKind Kind, string Message) Explain(Exception exception) =>
        exception switch
        {
            BadHttpRequestException bad => Explain(bad),
            _ when Outages.Contain(exception) => (
                ProblemKinds.Unavailable,
                "something this service needs cannot be reached; please try again"),
            _ => (ProblemKinds.Internal, "the request could not be completed"),
        };

    private static (ProblemKind Kind, string Message) Explain(BadHttpRequestException bad)
    {
        var kind = ProblemKinds.ForStatus(bad.StatusCode) ?? ProblemKinds.InvalidRequest;
        return (kind, kind == ProblemKinds.InvalidRequest
            ? "the request could not be read; check its parameters and body"
            : kind.Title);
    }
}
