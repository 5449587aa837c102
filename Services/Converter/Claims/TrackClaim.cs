using AudioStreaming.Contracts;

namespace AudioStreaming.Converter.Claims;

/// <summary>A track that this worker holds.</summary>
/// <param name="TrackId">The track.</param>
/// <param name="Version">The fencing token: as long as the row has it, the claim stands.</param>
/// <param name="OriginalKey">The uploaded file.</param>
/// <param name="Attempts">Tries, this one included.</param>
internal sealed record TrackClaim(TrackId TrackId, long Version, string OriginalKey, int Attempts)
{
    public string HlsPrefix => ObjectKeys.Hls(TrackId, Version);

    public string ArtworkPrefix => ObjectKeys.Artwork(TrackId, Version);

    public string WaveformPrefix => ObjectKeys.Waveform(TrackId, Version);
}
