using AudioStreaming.PlaybackApi.Delivery;
using AudioStreaming.PlaybackApi.Recovery;
using AudioStreaming.PlaybackApi.Sessions;
using AudioStreaming.PlaybackApi.Tracks;
using AudioStreaming.ServiceDefaults.Media;
using AudioStreaming.ServiceDefaults.OpenApi;

namespace AudioStreaming.PlaybackApi;

/// <summary>The service as a library: what it registers and what it maps.</summary>
public static class PlaybackApiSetup
{
    public static IHostApplicationBuilder AddPlaybackApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PlaybackTelemetry>();
        builder.AddMediaUrls();
        builder.AddTracks();
        builder.AddSessions();
        builder.AddRecovery();
        builder.AddDelivery();
        builder.Services.AddOpenApi();
        builder.AddHttpApi(
            "Playback API",
            "Sessions and media. A session is one play of one track by nobody in particular: its "
            + "token, user_session, is good for that play alone.");
        return builder;
    }

    public static WebApplication MapPlaybackApi(this WebApplication app)
    {
        app.UseHttpApi();
        app.MapSessions();
        app.MapDelivery();
        return app;
    }
}
