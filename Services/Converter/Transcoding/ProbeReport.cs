using System.Text.Json.Serialization;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>ffprobe's JSON, as far as it is asked for.</summary>
internal sealed record ProbeReport(List<ProbeStream>? Streams, ProbeFormat? Format)
{
    /// <summary>The argument of <c>-show_entries</c>.</summary>
    public const string Entries =
        "stream=index,codec_type,codec_name,sample_rate,channels,bits_per_sample," +
        "bits_per_raw_sample,bit_rate,duration:stream_disposition=attached_pic:stream_tags=:" +
        "format=duration:format_tags=";
}

internal sealed record ProbeStream(
    int Index, string? CodecType, string? CodecName, string? SampleRate, int Channels,
    int BitsPerSample, string? BitsPerRawSample, string? BitRate, string? Duration,
    ProbeDisposition? Disposition);

internal sealed record ProbeDisposition(int AttachedPic);

internal sealed record ProbeFormat(string? Duration);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeReport))]
internal sealed partial class ProbeJson : JsonSerializerContext;
