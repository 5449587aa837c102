using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi;

/// <summary>The service's errors: RFC 9457 with the original's <c>error</c> and <c>message</c>.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotReady() => Problem(
        StatusCodes.Status503ServiceUnavailable, "counts_not_ready",
        "The counts are being read or restored. Try again in a moment.");

    public static ProblemHttpResult TooManyStreams() => Problem(
        StatusCodes.Status503ServiceUnavailable, "too_many_streams",
        "Too many streams are open here. Try again later, or read /stats.");

    public static ProblemHttpResult UnknownChart(string chart) => Problem(
        StatusCodes.Status404NotFound, "unknown_chart",
        $"There is no chart '{chart}': the charts are now, 24h, 7d, all and trending.");

    public static ProblemHttpResult UnknownResolution(string resolution) => Problem(
        StatusCodes.Status400BadRequest, "unknown_resolution",
        $"There is no resolution '{resolution}': the resolutions are minute, hour and day.");

    public static ProblemHttpResult UnknownTrack(string track) => Problem(
        StatusCodes.Status404NotFound, "track_not_found", $"There is no track '{track}'.");

    private static ProblemHttpResult Problem(int status, string error, string message) =>
        TypedResults.Problem(
            message, statusCode: status,
            extensions: new Dictionary<string, object?>
            {
                ["error"] = error,
                ["message"] = message,
            });
}
