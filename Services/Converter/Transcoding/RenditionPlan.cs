using AudioStreaming.Converter.Packaging;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>Which renditions a source deserves.</summary>
/// <param name="Channels">1 or 2: what has more is mixed down.</param>
/// <param name="AacBitRates">In bit/s, ascending, at least one.</param>
/// <param name="Flac">For lossless sources only.</param>
internal sealed record RenditionPlan(
    SegmentGrid Grid, int Channels, IReadOnlyList<int> AacBitRates, FlacPlan? Flac)
{
    private static readonly int[] Ladder = [64_000, 128_000, 256_000];

    /// <summary>More than this adds nothing to one channel.</summary>
    private const int HighestMono = 128_000;

    private const int CdRate = 44_100, StudioRate = 48_000, HighestFlacRate = 192_000;

    public static RenditionPlan For(SourceInfo source, TimeSpan segment)
    {
        var channels = Math.Min(source.Channels, 2);
        // Rates of the CD family go to 44.1 kHz, all others to 48 kHz.
        var rate = source.SampleRate % (CdRate / 4) == 0 ? CdRate : StudioRate;
        var grid = new SegmentGrid(rate, segment);
        return new RenditionPlan(
            grid, channels, BitRates(source, channels),
            source.Lossless ? Lossless(source, grid) : null);
    }

    /// <summary>The renditions, in the order of the encoder's outputs.</summary>
    /// <param name="configurations">What each output's encoder says, by track number.</param>
    public IReadOnlyList<RenditionFormat> Formats(
        IReadOnlyDictionary<int, byte[]> configurations)
    {
        var formats = new List<RenditionFormat>();
        foreach (var (index, bitRate) in AacBitRates.Index())
            formats.Add(new RenditionFormat(
                $"aac{bitRate / 1000}", RenditionCodec.Aac, Grid.AacRate, Channels, bitRate,
                configurations[FfmpegCommand.FirstRenditionTrack + index]));
        if (Flac is { } flac)
        {
            // Matroska keeps the stream's own head: the marker, a block header, STREAMINFO.
            const int head = 8, streamInfo = 34;
            var configuration = configurations[FfmpegCommand.FirstRenditionTrack + formats.Count];
            formats.Add(new RenditionFormat(
                "flac", RenditionCodec.Flac, flac.SampleRate, Channels,
                flac.SampleRate * Channels * flac.Bits,
                configuration.AsMemory(head, streamInfo)));
        }
        return formats;
    }

    /// <summary>Up to the first rung that is not below the source's own bit rate.</summary>
    private static List<int> BitRates(SourceInfo source, int channels)
    {
        var most = channels == 1 ? HighestMono : Ladder[^1];
        var deserved = source.Lossless ? most : Math.Min(source.BitRate ?? most, most);
        // A constant rate can measure a little more than its name: frames are padded.
        const double tolerance = 1.05;
        var rungs = Ladder.TakeWhile(rung => rung * tolerance < deserved).Count() + 1;
        return [.. Ladder.Take(rungs)];
    }

    private static FlacPlan Lossless(SourceInfo source, SegmentGrid grid)
    {
        var rate = Math.Min(source.SampleRate, HighestFlacRate);
        var bits = source.BitDepth <= 16 ? 16 : 24;
        return new FlacPlan(rate, bits, grid.FlacFrameSamples(rate));
    }
}

/// <param name="SampleRate">In Hz.</param>
/// <param name="Bits">16 or 24: the encoder knows no others.</param>
/// <param name="FrameSamples">Length of its frames.</param>
internal sealed record FlacPlan(int SampleRate, int Bits, int FrameSamples);
