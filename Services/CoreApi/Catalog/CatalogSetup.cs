namespace AudioStreaming.CoreApi.Catalog;

/// <summary>The catalog: what there is, and how its owners change it.</summary>
internal static class CatalogSetup
{
    public static IHostApplicationBuilder AddCatalog(this IHostApplicationBuilder builder)
    {
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        builder.Services.AddSingleton<PlayTotals>();
        builder.Services.AddSingleton<TrackReader>();
        return builder;
    }

    public static void MapCatalog(this IEndpointRouteBuilder endpoints)
    {
        var tracks = endpoints.MapGroup("/tracks");
        tracks.MapGet("", ListTracks.HandleAsync).WithName("listTracks");
        tracks.MapGet("/{trackId}", GetTrack.HandleAsync).WithName("getTrack");
    }
}
