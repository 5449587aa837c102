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
                    or { IsAbsoluteUri: true, Scheme: "http" or "https", AbsolutePath: [.., '/'] },
                "Delivery:PublicBaseUrl must be an absolute address that ends with a slash, such "
                + "as https://media.example.org/");
        builder.Services.AddSingleton<MediaUrls>();
    }
}
