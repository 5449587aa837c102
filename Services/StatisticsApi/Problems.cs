using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi;

/// <summary>What the service can fail to answer, in words.</summary>
internal static class Problems
{
    public const string BeingRestored =
        "the counts are being read or restored; try again in a moment";

    public const string TooManyOpen =
        "too many streams are open here; try again later, or read /stats";

    public static ProblemHttpResult NotReady() => ProblemKinds.Unavailable.Result(BeingRestored);

    public static ProblemHttpResult TooManyStreams() =>
        ProblemKinds.Unavailable.Result(TooManyOpen);

    public static ProblemHttpResult UnknownChart(string chart) =>
        ProblemKinds.NotFound.Result(NoChart(chart));

    public static ProblemHttpResult UnknownResolution(string resolution) =>
        ProblemKinds.InvalidRequest.Result(NoResolution(resolution));

    public static ProblemHttpResult UnknownTrack(string track) =>
        ProblemKinds.NotFound.Result(NoTrack(track));

    public static string NoChart(string chart) =>
        $"there is no chart '{chart}'; the charts are now, 24h, 7d, all and trending";

    public static string NoResolution(string resolution) =>
        $"there is no resolution '{resolution}'; the resolutions are minute, hour and day";

    public static string NoTrack(string track) => $"there is no track '{track}'";
}
