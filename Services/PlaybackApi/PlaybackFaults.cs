using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi;

/// <summary>Says 503 where a server that is needed is away, and 404 where a file has just gone.</summary>
internal sealed partial class PlaybackFaults(ILogger<PlaybackFaults> logger) : IExceptionHandler
{
    private const string RetryAfterSeconds = "1";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            RedisException or RedisTimeoutException or NpgsqlException => Unavailable(exception),
            FileNotFoundException or DirectoryNotFoundException => PlaybackProblem.Create(
                StatusCodes.Status404NotFound, "media_not_found", "There is no such file."),
            _ => null,
        };
        if (problem is null) return false;
        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await problem.ExecuteAsync(context);
        return true;
    }

    private ProblemHttpResult Unavailable(Exception exception)
    {
        LogUnavailable(exception.GetType().Name);
        return PlaybackProblem.Create(
            StatusCodes.Status503ServiceUnavailable, "unavailable",
            "Playback is not available right now. Please try again in a moment.");
    }
}
