using AudioStreaming.ServiceDefaults.Caching;
using AudioStreaming.ServiceDefaults.Media;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Problems;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>The counts as people read them.</summary>
internal static class ChartsSetup
{
    private const int MaxTracks = 10_000;
    private const string BadLimit = "limit must be a whole number";

    public static void AddCharts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ChartOptions>(ChartOptions.Section)
            .Min(charts => charts.Tick, TimeSpan.FromMilliseconds(50))
            .Min(charts => charts.MaxEntries, 1);
        builder.AddMediaUrls();
        builder.Services.AddCached<TrackEntry?>(maxKiB: _ => MaxTracks, weighKiB: _ => 1);
        builder.Services.AddSingleton<BoardReader>();
        builder.Services.AddSingleton<CurrentBoard>();
        builder.Services.AddSingleton<TrackDirectory>();
        builder.Services.AddPass<BoardPass>();
    }

    public static void MapCharts(this IEndpointRouteBuilder stats)
    {
        stats.MapGet("", GetStats.Handle)
            .WithName("GetStats")
            .WithSummary("Most played tracks, and who listens now")
            .WithDescription(
                "The most played tracks of all time, and those with most listeners now, by plays; "
                + "with the number of listeners of all tracks.")
            .WithExample(StatusCodes.Status200OK, ChartExamples.Stats)
            .WithProblem(ProblemKinds.InvalidRequest, BadLimit);
        stats.MapGet("/live", GetStats.Handle).WithName("GetLiveStats").ExcludeFromDescription();
        stats.MapGet("/charts/{chart}", GetChart.Handle)
            .WithName("GetChart")
            .WithSummary("A chart: now, 24h, 7d, all or trending")
            .WithDescription(
                "now is by listeners at this moment, 24h, 7d and all by plays in that time, "
                + "trending by plays of which each weighs half after every 12 hours. Deleted "
                + "tracks are in none.")
            .WithExample(StatusCodes.Status200OK, ChartExamples.Trending)
            .WithProblem(ProblemKinds.InvalidRequest, BadLimit)
            .WithProblem(ProblemKinds.NotFound, GetChart.NoChart("yesterday"));
    }
}
