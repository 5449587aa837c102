using AudioStreaming.ServiceDefaults.Problems;
using Yarp.ReverseProxy.Forwarder;

namespace AudioStreaming.Web.Gateway;

/// <summary>Turns a failed forward into a problem document, where nothing was sent yet.</summary>
internal static class ForwardProblem
{
    private const string RetryAfterSeconds = "2";

    private static readonly ProblemKind TimedOut =
        new(StatusCodes.Status504GatewayTimeout, "timeout", "Timed out");

    public static async Task WriteAsync(HttpContext context, Func<Task> next)
    {
        await next();
        var failure = context.GetForwarderErrorFeature();
        var hasGone = context.RequestAborted.IsCancellationRequested;
        if (failure is null || hasGone || context.Response.HasStarted) return;

        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        context.Response.Headers.CacheControl = "no-store";
        var problem = failure.Error is ForwarderError.RequestTimedOut
            ? TimedOut.Result(
                "A part of the service takes too long to answer. Try again in a moment.")
            : ProblemKinds.Unavailable.Result(
                "A part of the service is restarting. Try again in a moment.");
        await problem.ExecuteAsync(context);
    }
}
