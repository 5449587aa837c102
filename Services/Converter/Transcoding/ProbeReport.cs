using System.Text.Json;
using FFMpegCore;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>
/// Reads ffprobe's JSON, as far as it is asked for. The model is FFMpegCore's; its own reader is
/// not used: it fails on fields that nobody here asks for, and makes nothing of plain seconds.
/// </summary>
internal static class ProbeReport
{
    /// <summary>The argument of <c>-show_entries</c>.</summary>
    public const string Entries =
        "stream=index,codec_type,codec_name,sample_rate,channels,bits_per_sample," +
        "bits_per_raw_sample,bit_rate,duration:stream_disposition=attached_pic:stream_tags=:" +
        "format=duration:format_tags=";

    /// <returns><c>null</c> if this is no report: cut off, or something else.</returns>
    public static FFProbeAnalysis? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<FFProbeAnalysis>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
