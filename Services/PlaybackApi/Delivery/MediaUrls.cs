using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Where a player finds a presentation.</summary>
internal sealed class MediaUrls(IOptions<DeliveryOptions> options)
{
    private const string Master = "master.m3u8";
    private const string HlsPrefix = "hls/";

    /// <param name="hlsKey">Where the presentation is: <c>hls/{track}/{version}/</c>.</param>
    public string Playlist(string hlsKey) =>
        options.Value.PublicBaseUrl is { } publicBase
            ? new Uri(publicBase, hlsKey + Master).AbsoluteUri
            : $"/media/{hlsKey[HlsPrefix.Length..]}{Master}";
}
