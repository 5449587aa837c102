using AudioStreaming.Converter.Transcoding;

namespace AudioStreaming.Converter.Claims;

/// <summary>The columns of a track that a finished job fills.</summary>
internal sealed record FinishedTrack(
    string HlsKey, string? ArtworkKey, string WaveformKey, long DurationMs,
    double? LoudnessLufs, double? TruePeakDbtp, string Codec, int SampleRateHz, int Channels,
    int? BitDepth, int? BitRateBps, string? Album, int? Year,
    double? ReplayGainTrackDb, double? ReplayGainAlbumDb)
{
    public static FinishedTrack From(
        SourceInfo source, Transcoded result, string hlsKey, string? artworkKey,
        string waveformKey) =>
        new(
            hlsKey, artworkKey, waveformKey, (long)result.Duration.TotalMilliseconds,
            result.Loudness.IntegratedLufs, result.Loudness.TruePeakDbtp,
            source.Codec, source.SampleRate, source.Channels, source.BitDepth, source.BitRate,
            source.Tags.Album, source.Tags.Year, source.Tags.TrackGainDb, source.Tags.AlbumGainDb);
}
