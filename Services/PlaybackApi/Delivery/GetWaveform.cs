using AudioStreaming.Contracts;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>A waveform.</summary>
internal static class GetWaveform
{
    /// <param name="track">The track.</param>
    /// <param name="version">Of the track's files, as its URLs have it.</param>
    public static Task<IResult> HandleAsync(
        string track, long version, MediaDelivery media, HttpContext context) =>
        media.ServeAsync(context, track, id => ObjectKeys.Waveform(id, version), "waveform.json");
}
