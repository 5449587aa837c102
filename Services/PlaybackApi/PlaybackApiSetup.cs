namespace AudioStreaming.PlaybackApi;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class PlaybackApiSetup
{
    public static IHostApplicationBuilder AddPlaybackApi(this IHostApplicationBuilder builder) => builder;

    public static WebApplication MapPlaybackApi(this WebApplication app) => app;
}
