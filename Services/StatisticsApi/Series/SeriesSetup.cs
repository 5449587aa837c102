using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;

namespace AudioStreaming.StatisticsApi.Series;

/// <summary>The counts of one track, and over time.</summary>
internal static class SeriesSetup
{
    public static void AddSeries(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TrackStats>();
        builder.Services.AddSingleton<TimeSeries>();
    }

    public static void MapSeries(this IEndpointRouteBuilder stats)
    {
        stats.MapGet("/tracks/{track}", GetTrackStats.HandleAsync)
            .WithName("GetTrackStats")
            .WithSummary("The counts of one track")
            .WithDescription(
                "Zeros for a track that nobody has played yet. A deleted track has none.")
            .WithExample(StatusCodes.Status200OK, SeriesExamples.Track)
            .WithProblem(ProblemKinds.NotFound, SeriesProblems.NoTrack("nothing"));
        stats.MapGet("/tracks/{track}/series", GetTrackSeries.HandleAsync)
            .WithName("GetTrackSeries")
            .WithSummary("One track by minute, hour or day")
            .WithDescription(
                "For plots. Minutes are kept for 2 days, hours for 90, days for ever.")
            .WithExample(StatusCodes.Status200OK, SeriesExamples.Series)
            .WithProblem(ProblemKinds.InvalidRequest, SeriesProblems.NoResolution("year"))
            .WithProblem(ProblemKinds.NotFound, SeriesProblems.NoTrack("nothing"));
        stats.MapGet("/series", GetSeries.HandleAsync)
            .WithName("GetSeries")
            .WithSummary("All tracks together by minute, hour or day")
            .WithDescription(
                "For plots. Minutes are kept for 2 days, hours for 90, days for ever. What "
                + "tracks counted before they were deleted stays in.")
            .WithExample(StatusCodes.Status200OK, SeriesExamples.Series)
            .WithProblem(ProblemKinds.InvalidRequest, SeriesProblems.NoResolution("year"));
    }
}
