using System.Text;

namespace AudioStreaming.Converter.Tests.Conformance;

/// <param name="Codec">As in CODECS.</param>
/// <param name="Seconds">Presented length.</param>
/// <param name="Starts">Where each segment starts in the presentation, in seconds.</param>
/// <param name="Stream">Init and media segments in one: what a player's buffer sees.</param>
public sealed record CheckedRendition(
    string Name, string Codec, int SampleRate, double Seconds, IReadOnlyList<double> Starts,
    byte[] Stream);

/// <summary>
/// Holds a presentation to the audio clauses of Apple's HLS authoring specification and RFC 8216.
/// </summary>
public static class PresentationChecker
{
    private const int AacPriming = 1024;
    private const double LongestOverTarget = 0.5;
    private const double BitRateTolerance = 0.10;
    private const long MostForOneVariant = 192_000;

    /// <param name="read">Gives a file of the presentation by its name.</param>
    public static async Task<IReadOnlyList<CheckedRendition>> CheckAsync(
        Func<string, Task<byte[]>> read)
    {
        var master = Multivariant.Read(Encoding.UTF8.GetString(await read("master.m3u8")));
        var renditions = new List<CheckedRendition>();
        foreach (var variant in master.Variants)
            renditions.Add(await CheckVariantAsync(variant, read));

        Assert.StartsWith("mp4a", renditions[0].Codec);
        Assert.Contains(master.Variants, variant => variant.Bandwidth <= MostForOneVariant);
        // Players begin with the first; FLAC is there for who asks for it.
        Assert.DoesNotContain(renditions.SkipLast(1), rendition => rendition.Codec == "fLaC");
        foreach (var rendition in renditions) CheckAligned(renditions[0], rendition);
        return renditions;
    }

    private static async Task<CheckedRendition> CheckVariantAsync(
        VariantLine variant, Func<string, Task<byte[]>> read)
    {
        var playlist = Media.Read(Encoding.UTF8.GetString(await read(variant.Uri)));
        Assert.True(playlist.Vod && playlist.Ended, $"{variant.Uri} is not VOD or does not end");
        var init = await read(playlist.Map);
        var facts = InitFacts.Read(init);
        Assert.Equal(variant.Codecs, facts.Codec);
        Assert.Equal(facts.Codec == "fLaC" ? 0 : AacPriming, facts.EditStart);

        using var stream = new MemoryStream();
        stream.Write(init);
        var (starts, sizes) = (new List<double>(), new List<(double Seconds, long Bits)>());
        var end = 0L;
        foreach (var (seconds, uri) in playlist.Segments)
        {
            var content = await read(uri);
            stream.Write(content);
            var segment = SegmentFacts.Read(content);
            Assert.Equal(end, segment.Start);
            end += segment.Samples;
            var start = Math.Max(0, segment.Start - facts.EditStart);
            var presented = (double)(end - facts.EditStart - start) / facts.Timescale;
            Assert.Equal(presented, seconds, 0.001);
            Assert.True(
                seconds <= playlist.TargetDuration + LongestOverTarget, $"{uri} lasts {seconds} s");
            starts.Add((double)start / facts.Timescale);
            sizes.Add((presented, content.Length * 8L));
        }
        CheckBitRates(variant, playlist.TargetDuration, sizes);
        return new CheckedRendition(
            variant.Uri, facts.Codec, facts.Timescale,
            (double)(end - facts.EditStart) / facts.Timescale, starts, stream.ToArray());
    }

    private static void CheckBitRates(
        VariantLine variant, int target, List<(double Seconds, long Bits)> segments)
    {
        var average = segments.Sum(s => s.Bits) / segments.Sum(s => s.Seconds);
        AssertNear(average, variant.AverageBandwidth, $"{variant.Uri} AVERAGE-BANDWIDTH");
        var runs =
            from first in Enumerable.Range(0, segments.Count)
            from length in Enumerable.Range(1, Math.Min(4, segments.Count - first))
            let run = segments.Skip(first).Take(length).ToList()
            let seconds = run.Sum(segment => segment.Seconds)
            where seconds >= target * 0.5 && seconds <= target * 1.5
            select run.Sum(segment => segment.Bits) / seconds;
        var peak = runs.DefaultIfEmpty(average).Max();
        AssertNear(peak, variant.Bandwidth, $"{variant.Uri} BANDWIDTH");
    }

    private static void AssertNear(double measured, long declared, string what) => Assert.True(
        Math.Abs(declared - measured) <= measured * BitRateTolerance,
        $"{what} says {declared}, measured {measured:F0}");

    private static void CheckAligned(CheckedRendition first, CheckedRendition other)
    {
        const double flacFrame = 4096.0 / 8000, oneSample = 1.0 / 8000;
        Assert.Equal(first.Seconds, other.Seconds, 0.002);
        Assert.Equal(first.Starts.Count, other.Starts.Count);
        var same = other.SampleRate % 1000 == first.SampleRate % 1000
            || other.SampleRate % 11025 == 0;
        foreach (var (one, two) in first.Starts.Zip(other.Starts))
            Assert.Equal(one, two, same ? oneSample : flacFrame);
    }
}
