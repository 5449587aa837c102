using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Media;

/// <summary>
/// Where a browser finds what was made of a track: by key on a CDN, if there is one, or else
/// below <c>/media/{track}/{version}/</c>. The one rule for all services.
/// </summary>
public sealed class MediaUrls(IOptions<MediaOptions> options)
{
    /// <param name="key">Of the multivariant playlist: <c>hls/{track}/{version}/{file}</c>.</param>
    /// <returns>Null where there is none.</returns>
    public string? Playlist(string? key) => Url(key, "");

    /// <param name="prefix">Of the covers: <c>art/{track}/{version}/</c>.</param>
    /// <param name="pixels">Width and height: 128 or 512.</param>
    /// <returns>Null where there is none.</returns>
    public string? Cover(string? prefix, int pixels) =>
        Url(prefix is null ? null : $"{prefix}cover-{pixels}.jpg", "art/");

    /// <param name="key">Of the peaks: <c>wave/{track}/{version}/{file}</c>.</param>
    /// <returns>Null where there is none.</returns>
    public string? Waveform(string? key) => Url(key, "");

    private string? Url(string? key, string folder)
    {
        if (key?.Split('/') is not [_, var track, var version, var file]) return null;
        return options.Value.PublicBaseUrl is { } publicBase
            ? new Uri(publicBase, key).AbsoluteUri
            : $"/media/{track}/{version}/{folder}{file}";
    }
}
