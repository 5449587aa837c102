using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>The answer wherever a track is unknown, or deleted.</summary>
internal static class NoSuchTrack
{
    public const string Message = "there is no such track";

    public static ProblemHttpResult Result() => ProblemKinds.NotFound.Result(Message);
}
