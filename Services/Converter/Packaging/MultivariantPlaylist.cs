using System.Globalization;
using System.Text;

namespace AudioStreaming.Converter.Packaging;

/// <summary>The playlist that a player opens (RFC 8216, 4.3.4).</summary>
internal static class MultivariantPlaylist
{
    public const string File = "master.m3u8";

    /// <summary>Players start with the first that is listed; FLAC comes last.</summary>
    private const int StartBitRate = 128_000;

    public static string Write(IEnumerable<Variant> variants)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        foreach (var variant in variants.OrderBy(Place))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"#EXT-X-STREAM-INF:BANDWIDTH={variant.PeakBitRate}" +
                $",AVERAGE-BANDWIDTH={variant.AverageBitRate}" +
                $",CODECS=\"{variant.Format.CodecName}\"\n{variant.Format.PlaylistFile}\n");
        }
        return text.ToString();
    }

    private static int Place(Variant variant) => variant.Format switch
    {
        { Codec: RenditionCodec.Flac } => int.MaxValue,
        { NominalBitRate: StartBitRate } => 0,
        _ => variant.Format.NominalBitRate,
    };
}

/// <param name="Format">The rendition.</param>
/// <param name="PeakBitRate">BANDWIDTH in bit/s: of the densest segment.</param>
/// <param name="AverageBitRate">AVERAGE-BANDWIDTH in bit/s.</param>
internal sealed record Variant(RenditionFormat Format, long PeakBitRate, long AverageBitRate);
