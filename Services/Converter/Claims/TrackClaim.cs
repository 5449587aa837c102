using System.Diagnostics;
using AudioStreaming.Contracts;

namespace AudioStreaming.Converter.Claims;

/// <summary>A track that this worker holds.</summary>
/// <param name="TrackId">The track.</param>
/// <param name="Version">The fencing token: as long as the row has it, the claim stands.</param>
/// <param name="OriginalKey">The uploaded file.</param>
/// <param name="Attempts">Tries, this one included.</param>
/// <param name="ExpectedLength">Of the audio, before anybody has decoded it.</param>
/// <param name="ShortLimit">
/// Audio that turns out longer is returned, since it was taken for a short job; <c>null</c> for
/// long ones.
/// </param>
/// <param name="Trace">Of the upload.</param>
internal sealed record TrackClaim(
    TrackId TrackId, long Version, string OriginalKey, int Attempts, TimeSpan ExpectedLength,
    TimeSpan? ShortLimit, ActivityContext Trace)
{
    public string HlsPrefix => ObjectKeys.Hls(TrackId, Version);

    public string ArtworkPrefix => ObjectKeys.Artwork(TrackId, Version);

    public string WaveformPrefix => ObjectKeys.Waveform(TrackId, Version);
}
