using AudioStreaming.Audio;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>What a probe has found out about an uploaded file.</summary>
/// <param name="Codec">As ffmpeg names it: <c>mp3</c>, <c>flac</c>, <c>pcm_s16le</c>.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="Channels">As decoded.</param>
/// <param name="BitDepth">Bits of a lossless sample; <c>null</c> where it has no meaning.</param>
/// <param name="BitRate">In bit/s, where the file tells.</param>
/// <param name="ExpectedLength">
/// What the headers say, or size and bit rate suggest, if anything; both can lie.
/// </param>
/// <param name="HasCover">Whether a picture is attached.</param>
/// <param name="Tags">What the file says about the music.</param>
internal sealed record SourceInfo(
    SourceFormat Format, string Codec, int SampleRate, int Channels, int? BitDepth, int? BitRate,
    TimeSpan? ExpectedLength, bool HasCover, AudioTags Tags)
{
    /// <summary>Whether a FLAC rendition would keep something that AAC loses.</summary>
    public bool Lossless => Format.Lossless && BitDepth is not null;
}
