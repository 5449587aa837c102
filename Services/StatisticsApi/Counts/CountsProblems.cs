using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>What is answered while there is no working copy.</summary>
internal static class CountsProblems
{
    public const string BeingRestored =
        "the counts are being read or restored; try again in a moment";

    public static ProblemHttpResult NotReady() => ProblemKinds.Unavailable.Result(BeingRestored);
}
