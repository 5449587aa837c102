using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi;

/// <summary>What the service can fail to answer, in words.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotReady() => ProblemKinds.Unavailable.Result(
        "the counts are being read or restored; try again in a moment");

    public static ProblemHttpResult TooManyStreams() => ProblemKinds.Unavailable.Result(
        "too many streams are open here; try again later, or read /stats");

    public static ProblemHttpResult UnknownChart(string chart) => ProblemKinds.NotFound.Result(
        $"there is no chart '{chart}'; the charts are now, 24h, 7d, all and trending");

    public static ProblemHttpResult UnknownResolution(string resolution) =>
        ProblemKinds.InvalidRequest.Result(
            $"there is no resolution '{resolution}'; the resolutions are minute, hour and day");

    public static ProblemHttpResult UnknownTrack(string track) =>
        ProblemKinds.NotFound.Result($"there is no track '{track}'");
}
