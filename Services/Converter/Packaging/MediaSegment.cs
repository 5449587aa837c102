namespace AudioStreaming.Converter.Packaging;

/// <summary>A closed segment of a rendition.</summary>
/// <param name="Index">Counts from 0.</param>
/// <param name="Samples">Presented length in samples (per channel), priming not counted.</param>
/// <param name="Content">The file: <c>moof</c> and <c>mdat</c>.</param>
internal sealed record MediaSegment(int Index, long Samples, byte[] Content);
