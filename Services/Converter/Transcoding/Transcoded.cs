namespace AudioStreaming.Converter.Transcoding;

/// <param name="Duration">Of what was decoded.</param>
/// <param name="Loudness">Of what listeners hear, mixed down.</param>
/// <param name="Waveform">Its outline.</param>
internal sealed record Transcoded(TimeSpan Duration, Loudness Loudness, WaveformFile Waveform);
