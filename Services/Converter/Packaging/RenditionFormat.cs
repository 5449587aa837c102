namespace AudioStreaming.Converter.Packaging;

/// <summary>What a rendition is made of; all that the packager must know about its codec.</summary>
/// <param name="Name">Names its files: <c>aac256</c>, <c>flac</c>.</param>
/// <param name="Codec">AAC-LC or FLAC.</param>
/// <param name="SampleRate">In Hz; also the media timescale.</param>
/// <param name="Channels">1 or 2.</param>
/// <param name="NominalBitRate">In bit/s: what the encoder was asked for, or a first guess.</param>
/// <param name="Configuration">
/// The decoder's configuration: AudioSpecificConfig of AAC, STREAMINFO of FLAC (34 bytes).
/// </param>
internal sealed record RenditionFormat(
    string Name, RenditionCodec Codec, int SampleRate, int Channels, int NominalBitRate,
    ReadOnlyMemory<byte> Configuration)
{
    /// <summary>Samples that the encoder puts before the first sample of the source.</summary>
    public int Priming => Codec == RenditionCodec.Aac ? AacFrame.Priming : 0;

    /// <summary>As in the CODECS attribute (RFC 6381).</summary>
    public string CodecName => Codec == RenditionCodec.Aac ? "mp4a.40.2" : "fLaC";

    public string InitFile => $"{Name}-init.mp4";

    public string PlaylistFile => $"{Name}.m3u8";

    public string SegmentFile(int index) => $"{Name}-{index:D5}.m4s";
}
