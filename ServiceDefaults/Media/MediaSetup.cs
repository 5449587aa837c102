using AudioStreaming.ServiceDefaults.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Media;

/// <summary>Registers the rule for the addresses of media.</summary>
public static class MediaSetup
{
    public static void AddMediaUrls(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<MediaOptions>(MediaOptions.Section)
            .Validate(
                media => media.PublicBaseUrl is null
                    || (media.PublicBaseUrl.IsAbsoluteUri
                        && media.PublicBaseUrl.Scheme is "http" or "https"),
                "Delivery:PublicBaseUrl must be an absolute address, such as "
                + "https://media.example.org/")
            .Validate(
                media => media.PublicBaseUrl?.OriginalString.EndsWith('/') ?? true,
                "Delivery:PublicBaseUrl must end with a slash, such as "
                + "https://media.example.org/");
        builder.Services.AddSingleton<MediaUrls>();
    }
}
