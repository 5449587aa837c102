using System.Text.Json.Nodes;
using AudioStreaming.ServiceDefaults.OpenApi;
using Microsoft.OpenApi;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>What the API's description tells of the sessions' endpoints.</summary>
internal static class SessionDescriptions
{
    private const string PlayExample =
        """
        {
          "track_id": "01a20396-5778-7cb5-9195-be777efbe37d",
          "playlist_url": "/media/01a20396-5778-7cb5-9195-be777efbe37d/1/master.m3u8",
          "user_session": "AVt0b2tlbiBvZiBvbmUgcGxheSBvZiBvbmUgdHJhY2ssIGJhc2U2NHVybC4uLg",
          "heartbeat_seconds": 10,
          "ttl_seconds": 25
        }
        """;

    private const string RequestExample =
        """
        {
          "track_id": "01a20396-5778-7cb5-9195-be777efbe37d",
          "user_session": "AVt0b2tlbiBvZiBvbmUgcGxheSBvZiBvbmUgdHJhY2ssIGJhc2U2NHVybC4uLg",
          "position_seconds": 41.5
        }
        """;

    private const string StatusExample = """{ "status": "ok" }""";

    public static void DescribePlay(this RouteHandlerBuilder endpoint, string name) => endpoint
        .WithName(name)
        .WithSummary("Open a session")
        .WithDescription(
            "Begins one play of one track. Send the answer's user_session with every /ping, every "
            + "heartbeat_seconds, and with /stop.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithExample(StatusCodes.Status200OK, PlayExample);

    public static void DescribePing(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("pingPlay")
        .WithSummary("Keep a session alive")
        .WithDescription(
            "Tells that the listener is still there, playing or paused. The time since the "
            + "last one counts as listened to if the session was playing.")
        .DescribeSession();

    public static void DescribeStop(this RouteHandlerBuilder endpoint) => endpoint
        .WithName("stopPlay")
        .WithSummary("End a session")
        .WithDescription(
            "Ends it now. Also taken as text/plain, as navigator.sendBeacon sends it. Ending "
            + "a session that is over changes nothing.")
        .DescribeSession();

    private static void DescribeSession(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status410Gone)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithExample(StatusCodes.Status200OK, StatusExample)
        .AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            // Not by Accepts, which would refuse the content type of a beacon.
            var schema = await context.GetOrCreateSchemaAsync(
                typeof(SessionRequest), cancellationToken: cancellationToken);
            schema.Properties!["track_id"].Description = "The track that is played.";
            schema.Properties["state"].Description = "From now on. Not for /stop.";
            context.Document!.AddComponent(nameof(SessionRequest), schema);
            var body = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(nameof(SessionRequest), context.Document),
                Example = JsonNode.Parse(RequestExample),
            };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = body },
            };
        });
}
