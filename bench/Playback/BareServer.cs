using AudioStreaming.PlaybackApi.Sessions;

namespace AudioStreaming.Playback.Bench;

/// <summary>
/// The limit of the web server: an endpoint that parses the same request, gives the same answer and
/// does nothing in between. In a process of its own, as the service.
/// </summary>
internal static class BareServer
{
    /// <summary>Environment variable that makes this program that server.</summary>
    public const string Switch = "PLAYBACK_BENCH_BARE";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, SessionJson.Default));
        var app = builder.Build();
        app.MapPost("/ping", async (HttpRequest request, CancellationToken cancellation) =>
            await SessionRequest.ReadAsync(request, cancellation) is null
                ? Results.BadRequest()
                : TypedResults.Ok(SessionStatus.Ok));
        await app.RunAsync();
    }
}
