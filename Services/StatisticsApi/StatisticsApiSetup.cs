using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.StatisticsApi.Charts;
using AudioStreaming.StatisticsApi.Counts;
using AudioStreaming.StatisticsApi.Durable;
using AudioStreaming.StatisticsApi.Ingest;
using AudioStreaming.StatisticsApi.Recovery;
using AudioStreaming.StatisticsApi.Series;
using AudioStreaming.StatisticsApi.Stream;

namespace AudioStreaming.StatisticsApi;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class StatisticsApiSetup
{
    public static IHostApplicationBuilder AddStatisticsApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StatisticsTelemetry>();
        // Hosted services start in this order and stop in the reverse one: what ingest still
        // drains is flushed after it.
        builder.AddDurable();
        builder.AddCounts();
        builder.AddRecovery();
        builder.AddIngest();
        builder.AddCharts();
        builder.AddSeries();
        builder.AddStream();
        builder.Services.AddOpenApi();
        builder.AddHttpApi(
            "Statistics API",
            "Who listens now, charts, totals and series; how they are counted is in "
            + "docs/methodology.md.");
        return builder;
    }

    public static WebApplication MapStatisticsApi(this WebApplication app)
    {
        app.UseHttpApi();
        var stats = app.MapGroup("/stats").WithTags("Statistics")
            .WithProblem(ProblemKinds.Unavailable, CountsProblems.BeingRestored);
        stats.MapCharts();
        stats.MapStream();
        stats.MapSeries();
        return app;
    }
}
