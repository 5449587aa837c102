namespace AudioStreaming.StatisticsApi;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class StatisticsApiSetup
{
    public static IHostApplicationBuilder AddStatisticsApi(this IHostApplicationBuilder builder) => builder;

    public static WebApplication MapStatisticsApi(this WebApplication app) => app;
}
