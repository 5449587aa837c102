namespace AudioStreaming.Converter.Transcoding;

/// <summary>The file <c>waveform.json</c>.</summary>
/// <param name="Version">Of this shape.</param>
/// <param name="DurationMs">Of the track.</param>
/// <param name="Peaks">0 (silence) to 255 (full scale), evenly over the track.</param>
internal sealed record WaveformFile(int Version, long DurationMs, IReadOnlyList<int> Peaks);
