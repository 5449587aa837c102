namespace AudioStreaming.Converter.Transcoding;

/// <param name="SampleRate">In Hz.</param>
/// <param name="Bits">16 or 24: the encoder knows no others.</param>
/// <param name="FrameSamples">Length of its frames.</param>
internal sealed record FlacPlan(int SampleRate, int Bits, int FrameSamples);
