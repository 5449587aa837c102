using System.Globalization;
using System.Text;

namespace AudioStreaming.Converter.Packaging;

/// <summary>The media playlist of one rendition (RFC 8216).</summary>
internal static class MediaPlaylist
{
    /// <param name="format">The rendition.</param>
    /// <param name="targetSeconds">EXT-X-TARGETDURATION.</param>
    /// <param name="samples">Length of every segment, in samples.</param>
    /// <param name="complete">
    /// False while segments are still to come: then the playlist only grows, and players are told
    /// to begin at its start and not near its end.
    /// </param>
    public static string Write(
        RenditionFormat format, int targetSeconds, IReadOnlyList<long> samples, bool complete)
    {
        var text = new StringBuilder();
        text.Append("#EXTM3U\n#EXT-X-VERSION:7\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{targetSeconds}\n");
        text.Append("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.Append(complete ? "#EXT-X-PLAYLIST-TYPE:VOD\n" : "#EXT-X-PLAYLIST-TYPE:EVENT\n");
        if (!complete) text.Append("#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MAP:URI=\"{format.InitFile}\"\n");
        for (var index = 0; index < samples.Count; index++)
        {
            var seconds = (double)samples[index] / format.SampleRate;
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{seconds:F6},\n");
            text.Append(format.SegmentFile(index)).Append('\n');
        }
        if (complete) text.Append("#EXT-X-ENDLIST\n");
        return text.ToString();
    }
}
