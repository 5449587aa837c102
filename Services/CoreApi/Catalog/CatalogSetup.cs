using AudioStreaming.ServiceDefaults.Media;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.ServiceDefaults.Streams;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>The catalog: what there is, and how its owners change it.</summary>
internal static class CatalogSetup
{
    private const int StreamBacklog = 256;
    private const string NotAnId = "the request could not be read; check its parameters and body";

    public static void AddCatalog(this IHostApplicationBuilder builder)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        builder.AddMediaUrls();
        builder.AddEventHub("tracks", "Catalog:Stream", StreamBacklog);
        builder.Services.AddSingleton<PlayTotals>();
        builder.Services.AddSingleton<TrackReader>();
        builder.Services.AddSingleton<TrackOwnership>();
        builder.Services.AddPass<TrackFeed>();
    }

    public static void MapCatalog(this IEndpointRouteBuilder endpoints)
    {
        var tracks = endpoints.MapGroup("/tracks")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        tracks.MapGet("", ListTracks.HandleAsync)
            .WithName("listTracks")
            .WithSummary("List and search tracks")
            .WithDescription("Pages follow one another by next_cursor.")
            .WithProblem(ProblemKinds.InvalidRequest, ListTracks.BadStatus)
            .WithExample(StatusCodes.Status200OK, CatalogExamples.Page);
        tracks.MapGet("/stream", StreamTracks.Handle)
            .WithName("streamTracks")
            .WithSummary("Follow changes as server-sent events")
            .WithDescription(
                "event: track has a track as data, event: deleted its track_id. event: heartbeat "
                + "has none and keeps the connection alive. It ends for readers that fall behind, "
                + "and for all when something may have been missed: connect again, and read the "
                + "list anew.")
            .WithEventStream(CatalogExamples.Events);
        tracks.MapGet("/{trackId}", GetTrack.HandleAsync)
            .WithName("getTrack")
            .WithSummary("Get one track")
            .WithDescription("Whatever its status. Tracks that were deleted are not found.")
            .WithProblem(ProblemKinds.InvalidRequest, NotAnId)
            .WithProblem(ProblemKinds.NotFound, NoSuchTrack.Message)
            .WithExample(StatusCodes.Status200OK, CatalogExamples.Track);
        MapOwners(tracks);
    }

    private static void MapOwners(RouteGroupBuilder tracks)
    {
        var owned = tracks.MapGroup("/{trackId}")
            .WithProblem(ProblemKinds.Unauthorized, TrackOwnership.NoToken)
            .WithProblem(ProblemKinds.Forbidden, TrackOwnership.ForeignToken)
            .WithProblem(ProblemKinds.NotFound, NoSuchTrack.Message);
        owned.MapPatch("", EditTrack.HandleAsync)
            .WithName("editTrack")
            .WithSummary("Correct artist or title")
            .WithDescription("Needs the manage token: Authorization: Bearer <manage_token>.")
            .WithRequestExample(TrackEdit.Example)
            .WithProblem(ProblemKinds.InvalidRequest, "give artist or title, and not empty")
            .WithProblem(ProblemKinds.Conflict, EditTrack.Overtaken)
            .WithExample(StatusCodes.Status200OK, CatalogExamples.Track);
        owned.MapDelete("", DeleteTrack.HandleAsync)
            .WithName("deleteTrack")
            .WithSummary("Delete a track with all that belongs to it")
            .WithDescription(
                "Needs the manage token: Authorization: Bearer <manage_token>. The track is gone "
                + "at once; its files and statistics are removed behind the scenes.")
            .WithProblem(ProblemKinds.InvalidRequest, NotAnId);
    }
}
