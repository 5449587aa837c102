using System.Text.Json;
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

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        var app = builder.Build();
        app.MapPost("/ping", async (HttpRequest request) =>
        {
            var body = await JsonSerializer.DeserializeAsync<SessionRequest>(request.Body, Json);
            return TypedResults.Ok(new SessionStatus(body is null ? "bad" : "ok"));
        });
        await app.RunAsync();
    }
}
