using AudioStreaming.Storage;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Delivery of media: what it needs and where it is reached.</summary>
internal static class DeliverySetup
{
    public static void AddDelivery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DeliveryOptions>()
            .BindConfiguration(DeliveryOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options => options.PublicBaseUrl?.OriginalString.EndsWith('/') ?? true,
                "Delivery:PublicBaseUrl must end with a slash")
            .ValidateOnStart();
        builder.Services
            .AddSingleton<MediaUrls>()
            .AddSingleton<MediaFiles>()
            .AddSingleton<MediaTexts>()
            .AddSingleton<MediaEndpoint>();
        builder.AddObjectStore("objects");
    }

    public static void MapDelivery(this IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        var media = routes.MapGroup("/media/{track}/{version:long}").WithTags("Media")
            .AddEndpointFilter((context, next) =>
            {
                // Always, and not only where the browser says it asks from elsewhere: a cache on
                // the way may hand the answer to another origin.
                context.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
                return next(context);
            });
        media.MapMethods("/{file}", methods, MediaEndpoint.PresentationAsync)
            .WithSummary("A playlist or segment of a presentation");
        media.MapMethods("/art/{file}", methods, MediaEndpoint.ArtworkAsync)
            .WithSummary("A picture");
        media.MapMethods("/waveform.json", methods, MediaEndpoint.WaveformAsync)
            .WithSummary("The waveform: version, duration_ms and up to 1000 peaks of 0 to 255");
    }
}
