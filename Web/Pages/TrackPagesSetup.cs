using AudioStreaming.Web.Gateway;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.Pages;

internal static class TrackPagesSetup
{
    public static void AddTrackPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section);
        builder.Services.AddSingleton(
            services => services.GetRequiredService<IOptions<PageOptions>>().Value);
        builder.Services.AddHttpClient<TrackPreviews>(client =>
        {
            client.BaseAddress = new Uri(ServiceNames.AddressOf(ServiceNames.CoreApi));
            // Of all attempts together: the page does not wait any longer for its preview.
            client.Timeout = TimeSpan.FromSeconds(2);
        });
    }

    public static void MapTrackPages(this WebApplication app)
    {
        app.MapMethods("/t/{id}", ["GET", "HEAD"], TrackPage.HandleAsync);
        app.MapGet("/oembed", Oembed.HandleAsync);
    }
}
