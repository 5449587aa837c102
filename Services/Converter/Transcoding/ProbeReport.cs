using System.Globalization;
using System.Text.Json.Serialization;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>ffprobe's JSON, as far as it is asked for.</summary>
internal sealed record ProbeReport(
    List<ProbePacket>? Packets, List<ProbeStream>? Streams, ProbeFormat? Format)
{
    private static readonly string[] Tags =
        ["album", "date", "year", "replaygain_track_gain", "replaygain_album_gain"];

    /// <summary>
    /// The argument of <c>-show_entries</c>. Tags are named, because others can be of any size; a
    /// name is matched with its case, which differs between formats.
    /// </summary>
    public static string Entries { get; } =
        "packet=stream_index,size:" +
        "stream=index,codec_type,codec_name,sample_rate,channels,bits_per_sample," +
        "bits_per_raw_sample,bit_rate,duration:stream_disposition=attached_pic:stream_tags=:" +
        "format=duration:format_tags=" + string.Join(',', Tags.SelectMany(InEveryCase));

    private static IEnumerable<string> InEveryCase(string tag) =>
        [tag, tag.ToUpperInvariant(), char.ToUpperInvariant(tag[0]) + tag[1..]];
}

internal sealed record ProbePacket(int StreamIndex, string? Size);

internal sealed record ProbeStream(
    int Index, string? CodecType, string? CodecName, string? SampleRate, int Channels,
    int BitsPerSample, string? BitsPerRawSample, string? BitRate, string? Duration,
    ProbeDisposition? Disposition);

internal sealed record ProbeDisposition(int AttachedPic);

internal sealed record ProbeFormat(string? Duration, Dictionary<string, string>? Tags)
{
    private const int MaxLength = 255;
    private const int EarliestYear = 1000, LatestYear = 2999;

    public SourceTags ReadTags() => new(
        Clean(Tag("album")), Year(Tag("date") ?? Tag("year")),
        Gain(Tag("replaygain_track_gain")), Gain(Tag("replaygain_album_gain")));

    private string? Tag(string name) =>
        Tags?.FirstOrDefault(tag => tag.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Clean(string? text)
    {
        if (text is null) return null;
        var clean = string
            .Concat(text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)))
            .Trim();
        return clean.Length switch
        {
            0 => null,
            > MaxLength => clean[..MaxLength],
            _ => clean,
        };
    }

    /// <summary>A date may come as 1999, 1999-12-31 or 31.12.1999.</summary>
    private static int? Year(string? date)
    {
        foreach (var part in (date ?? "").Split('-', '/', '.', ' ', 'T'))
        {
            if (part.Length == 4
                && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year is >= EarliestYear and <= LatestYear)
                return year;
        }
        return null;
    }

    /// <summary>Such as <c>-7.03 dB</c>.</summary>
    private static double? Gain(string? text)
    {
        var number = (text ?? "").Replace("dB", "", StringComparison.OrdinalIgnoreCase).Trim();
        return double.TryParse(
            number, NumberStyles.Float, CultureInfo.InvariantCulture, out var gain)
            && Math.Abs(gain) < 100
                ? gain
                : null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeReport))]
internal sealed partial class ProbeJson : JsonSerializerContext;
