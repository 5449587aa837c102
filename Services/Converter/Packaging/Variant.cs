namespace AudioStreaming.Converter.Packaging;

/// <param name="Format">The rendition.</param>
/// <param name="PeakBitRate">BANDWIDTH in bit/s: of the densest segment.</param>
/// <param name="AverageBitRate">AVERAGE-BANDWIDTH in bit/s.</param>
internal sealed record Variant(RenditionFormat Format, long PeakBitRate, long AverageBitRate);
