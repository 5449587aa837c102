using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary>What cannot be answered, in words.</summary>
internal static class SeriesProblems
{
    public static ProblemHttpResult UnknownResolution(string resolution) =>
        ProblemKinds.InvalidRequest.Result(NoResolution(resolution));

    public static ProblemHttpResult UnknownTrack(string track) =>
        ProblemKinds.NotFound.Result(NoTrack(track));

    public static string NoResolution(string resolution) =>
        $"there is no resolution '{resolution}'; the resolutions are minute, hour and day";

    public static string NoTrack(string track) => $"there is no track '{track}'";
}
