namespace AudioStreaming.Web;

/// <summary>The gateway and the client application as a library.</summary>
public static class WebSetup
{
    public static IHostApplicationBuilder AddWeb(this IHostApplicationBuilder builder) => builder;

    public static WebApplication MapWeb(this WebApplication app) => app;
}
