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
        var tracks = endpoints.MapGroup("/tracks");
        tracks.MapGet("", ListTracks.HandleAsync).WithName("listTracks");
        tracks.MapGet("/stream", StreamTracks.HandleAsync).WithName("streamTracks");
        tracks.MapGet("/{trackId}", GetTrack.HandleAsync).WithName("getTrack");
        tracks.MapPatch("/{trackId}", EditTrack.HandleAsync).WithName("editTrack");
        tracks.MapDelete("/{trackId}", DeleteTrack.HandleAsync).WithName("deleteTrack");
    }
}
