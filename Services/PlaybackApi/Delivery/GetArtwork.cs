using AudioStreaming.Contracts;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>A cover.</summary>
internal static class GetArtwork
{
    /// <param name="track">The track.</param>
    /// <param name="version">Of the track's files, as its URLs have it.</param>
    /// <param name="file"><c>cover-128.jpg</c> or <c>cover-512.jpg</c>.</param>
    public static Task<IResult> HandleAsync(
        string track, long version, string file, MediaDelivery media, HttpContext context) =>
        media.ServeAsync(context, track, id => ObjectKeys.Artwork(id, version), file);
}
