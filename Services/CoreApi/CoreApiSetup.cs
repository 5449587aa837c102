namespace AudioStreaming.CoreApi;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class CoreApiSetup
{
    public static IHostApplicationBuilder AddCoreApi(this IHostApplicationBuilder builder) => builder;

    public static WebApplication MapCoreApi(this WebApplication app) => app;
}
