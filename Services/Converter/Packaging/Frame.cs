namespace AudioStreaming.Converter.Packaging;

/// <param name="Data">One encoded frame.</param>
/// <param name="Samples">How many samples (per channel) it adds to the timeline.</param>
internal readonly record struct Frame(ReadOnlyMemory<byte> Data, int Samples);
