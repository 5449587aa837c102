using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Where a player finds a presentation.</summary>
internal sealed class MediaUrls(IOptions<DeliveryOptions> options)
{
    private const string HlsPrefix = "hls/";

    /// <param name="hlsKey">Key of the playlist: <c>hls/{track}/{version}/{file}</c>.</param>
    public string Playlist(string hlsKey) =>
        options.Value.PublicBaseUrl is { } publicBase
            ? new Uri(publicBase, hlsKey).AbsoluteUri
            : $"/media/{hlsKey[HlsPrefix.Length..]}";
}
