using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioStreaming.Converter.Tests.Conformance;

public sealed record VariantLine(long Bandwidth, long AverageBandwidth, string Codecs, string Uri);

/// <summary>A multivariant playlist, read strictly.</summary>
public sealed partial record Multivariant(IReadOnlyList<VariantLine> Variants)
{
    public static Multivariant Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("#EXTM3U", lines[0]);
        Assert.Contains("#EXT-X-INDEPENDENT-SEGMENTS", lines);
        var variants = new List<VariantLine>();
        for (var index = 1; index < lines.Length; index++)
        {
            if (!lines[index].StartsWith("#EXT-X-STREAM-INF:")) continue;
            var attributes = Variant().Match(lines[index]);
            Assert.True(attributes.Success, lines[index]);
            variants.Add(new VariantLine(
                long.Parse(attributes.Groups[1].Value), long.Parse(attributes.Groups[2].Value),
                attributes.Groups[3].Value, lines[index + 1]));
        }
        Assert.NotEmpty(variants);
        return new Multivariant(variants);
    }

    [GeneratedRegex(
        "^#EXT-X-STREAM-INF:BANDWIDTH=([0-9]+),AVERAGE-BANDWIDTH=([0-9]+),CODECS=\"([^\"]+)\"$")]
    private static partial Regex Variant();
}

/// <summary>A media playlist, read strictly.</summary>
public sealed record Media(
    int TargetDuration, string Map, bool Vod, bool Ended,
    IReadOnlyList<(double Seconds, string Uri)> Segments)
{
    public static Media Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("#EXTM3U", lines[0]);
        Assert.Equal("#EXT-X-VERSION:7", lines[1]);
        var segments = new List<(double, string)>();
        for (var index = 2; index < lines.Length; index++)
        {
            if (!lines[index].StartsWith("#EXTINF:")) continue;
            var seconds = lines[index]["#EXTINF:".Length..].TrimEnd(',');
            segments.Add((double.Parse(seconds, CultureInfo.InvariantCulture), lines[index + 1]));
        }
        return new Media(
            int.Parse(Value(lines, "#EXT-X-TARGETDURATION:")),
            Value(lines, "#EXT-X-MAP:URI=").Trim('"'),
            lines.Contains("#EXT-X-PLAYLIST-TYPE:VOD"), lines[^1] == "#EXT-X-ENDLIST", segments);
    }

    private static string Value(string[] lines, string tag) =>
        Assert.Single(lines, line => line.StartsWith(tag))[tag.Length..];
}
