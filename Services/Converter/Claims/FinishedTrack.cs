namespace AudioStreaming.Converter.Claims;

/// <summary>The columns of a track that a finished job fills.</summary>
internal sealed record FinishedTrack(
    string HlsKey, string? ArtworkKey, string WaveformKey, long DurationMs,
    double? LoudnessLufs, double? TruePeakDbtp, string Codec, int SampleRateHz, int Channels,
    int? BitDepth, int? BitRateBps, string? Album, int? Year,
    double? ReplayGainTrackDb, double? ReplayGainAlbumDb);
