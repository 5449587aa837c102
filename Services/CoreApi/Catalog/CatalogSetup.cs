using AudioStreaming.ServiceDefaults.OpenApi;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>The catalog: what there is, and how its owners change it.</summary>
internal static class CatalogSetup
{
    public static IHostApplicationBuilder AddCatalog(this IHostApplicationBuilder builder)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        builder.Services.AddSingleton<PlayTotals>();
        builder.Services.AddSingleton<TrackReader>();
        builder.Services.AddSingleton<TrackOwnership>();
        builder.Services.AddSingleton<TrackFeed>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TrackFeed>());
        return builder;
    }

    public static void MapCatalog(this IEndpointRouteBuilder endpoints)
    {
        var tracks = endpoints.MapGroup("/tracks")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        tracks.MapGet("", ListTracks.HandleAsync)
            .WithName("listTracks")
            .WithSummary("List and search tracks")
            .WithDescription(
                "status: pending, processing, ready (default), failed, playable (ready, or being "
                + "prepared and already playable) or all. q: words, tolerant of typos and accents. "
                + "sort: newest (default), title, plays, and with q relevance (then the default). "
                + "Pages follow by next_cursor.")
            .WithExample(StatusCodes.Status200OK, CatalogExamples.Page)
            .WithExample(StatusCodes.Status400BadRequest, CatalogExamples.BadStatus);
        tracks.MapGet("/stream", StreamTracks.HandleAsync)
            .WithName("streamTracks")
            .WithSummary("Follow changes as server-sent events")
            .WithDescription(
                "event: track has a track as data, event: deleted its track_id. Comments keep the "
                + "connection alive. After an interruption, read the list anew.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        tracks.MapGet("/{trackId}", GetTrack.HandleAsync)
            .WithName("getTrack")
            .WithSummary("Get one track")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithExample(StatusCodes.Status200OK, CatalogExamples.Track)
            .WithExample(StatusCodes.Status404NotFound, CatalogExamples.NotFound);
        MapOwners(tracks);
    }

    private static void MapOwners(RouteGroupBuilder tracks)
    {
        var owned = tracks.MapGroup("/{trackId}")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
        owned.MapPatch("", EditTrack.HandleAsync)
            .WithName("editTrack")
            .WithSummary("Correct artist or title")
            .WithDescription("Needs the manage token: Authorization: Bearer <manage_token>.")
            .WithExample(StatusCodes.Status200OK, CatalogExamples.Track);
        owned.MapDelete("", DeleteTrack.HandleAsync)
            .WithName("deleteTrack")
            .WithSummary("Delete a track with all that belongs to it")
            .WithDescription("Needs the manage token: Authorization: Bearer <manage_token>.")
            .WithExample(StatusCodes.Status403Forbidden, CatalogExamples.Forbidden);
    }
}
