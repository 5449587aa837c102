using System.Text.Json;
using Yarp.ReverseProxy.Forwarder;

namespace AudioStreaming.Web.Gateway;

/// <summary>Turns a failed forward into a problem document, where nothing was sent yet.</summary>
internal static class UnavailableProblem
{
    private const string RetryAfterSeconds = "2";

    public static async Task WriteAsync(HttpContext context, Func<Task> next)
    {
        await next();
        var failure = context.GetForwarderErrorFeature();
        var hasGone = context.RequestAborted.IsCancellationRequested;
        if (failure is null || hasGone || context.Response.HasStarted)
            return;

        var timedOut = failure.Error is ForwarderError.RequestTimedOut;
        context.Response.StatusCode = timedOut
            ? StatusCodes.Status504GatewayTimeout
            : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.Headers.CacheControl = "no-store";
        var (error, message) = timedOut
            ? ("timeout", "A part of the service takes too long to answer. Try again in a moment.")
            : ("unavailable", "A part of the service is restarting. Try again in a moment.");
        await context.Response.WriteAsJsonAsync(
            new
            {
                type = $"/problems/{error}",
                title = timedOut ? "Timed out" : "Unavailable",
                status = context.Response.StatusCode,
                detail = message,
                error,
                message,
            },
            JsonSerializerOptions.Web,
            "application/problem+json",
            context.RequestAborted);
    }
}
