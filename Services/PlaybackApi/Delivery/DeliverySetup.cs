using AudioStreaming.ServiceDefaults.Caching;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.Storage;
using Microsoft.Extensions.Options;
using static System.TimeSpan;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Delivery of media: what it needs and where it is reached.</summary>
internal static class DeliverySetup
{
    private const int KiB = 1024;

    public static void AddDelivery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<DeliveryOptions>(DeliveryOptions.Section)
            .Range(o => o.RedirectLifetime, FromMinutes(1), FromDays(7))
            .Validate(o => o.TextCacheBytes >= 0, "Delivery:TextCacheBytes must be 0 or more")
            .Validate(
                o => o.SegmentCacheBytes >= 0, "Delivery:SegmentCacheBytes must be 0 or more");
        builder.Services
            .AddCached<CompressedText>(
                services => services.GetRequiredService<IOptions<DeliveryOptions>>()
                    .Value.TextCacheBytes / KiB,
                text => text.Size / KiB + 1)
            .AddSingleton<MediaFiles>()
            .AddSingleton<MediaTexts>()
            .AddSingleton<MediaDelivery>();
        builder.AddObjectStore("objects");
    }

    public static void MapDelivery(this IEndpointRouteBuilder routes)
    {
        var media = routes.MapGroup("/media/{track}/{version:long}")
            .AddEndpointFilter((context, next) =>
            {
                // Always, and not only where the browser says it asks from elsewhere: a cache on
                // the way may hand the answer to another origin.
                context.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
                return next(context);
            });
        media.MapFile("/{file}", GetMedia.HandleAsync)
            .WithName("getMedia")
            .WithSummary("A playlist or a segment")
            .WithDescription("Playlists are compressed as accepted; segments come in ranges.");
        media.MapFile("/art/{file}", GetArtwork.HandleAsync)
            .WithName("getArtwork")
            .WithSummary("The cover: cover-128.jpg or cover-512.jpg")
            .WithDescription("A square JPEG. A version's cover never changes: keep it for ever.");
        media.MapFile("/waveform.json", GetWaveform.HandleAsync)
            .WithName("getWaveform")
            .WithSummary("The waveform: version, duration_ms and up to 1000 peaks of 0 to 255")
            .WithDescription("JSON, compressed as accepted. A version's waveform never changes.");
    }

    private static RouteHandlerBuilder MapFile(
        this RouteGroupBuilder media, string path, Delegate handler)
    {
        media.MapMethods(path, [HttpMethods.Head], handler).ExcludeFromDescription();
        return media.MapGet(path, handler)
            .Produces(StatusCodes.Status200OK)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }
}
