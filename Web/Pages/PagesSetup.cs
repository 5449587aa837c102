using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.Web.Gateway;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.Pages;

internal static class PagesSetup
{
    public static void AddPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<PageOptions>(PageOptions.Section)
            .Validate(
                pages => pages.PublicOrigin is null or
                    { IsAbsoluteUri: true, Scheme: "http" or "https" },
                "Pages:PublicOrigin must be an absolute address, such as "
                + "https://music.example.org.");
        builder.Services.AddHttpClient<TrackPreviews>(client =>
        {
            client.BaseAddress = new Uri(ServiceNames.AddressOf(ServiceNames.CoreApi));
            // Of all attempts together: the page does not wait any longer for its preview.
            client.Timeout = TimeSpan.FromSeconds(2);
        });
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapMethods("/t/{id}", ["GET", "HEAD"], ShowTrack.HandleAsync);
        app.MapGet("/oembed", GetOembed.HandleAsync);
    }
}
