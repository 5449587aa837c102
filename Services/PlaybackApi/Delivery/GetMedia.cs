using AudioStreaming.Contracts;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>A playlist or a segment.</summary>
internal static class GetMedia
{
    /// <param name="track">The track.</param>
    /// <param name="version">Of the track's files, as its URLs have it.</param>
    /// <param name="file">As the playlist names it, or <c>master.m3u8</c>.</param>
    public static Task<IResult> HandleAsync(
        string track, long version, string file, MediaDelivery media, HttpContext context) =>
        media.ServeAsync(context, track, id => ObjectKeys.Hls(id, version), file);
}
