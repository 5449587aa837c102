namespace AudioStreaming.Converter.Packaging;

/// <summary>
/// Where segments begin. Frames of different codecs and rates meet only now and then: the unit is
/// three AAC frames, and FLAC frames are made of the same time, so that every boundary is a frame's
/// boundary in every rendition.
/// </summary>
/// <param name="AacRate">Sample rate of the AAC renditions in Hz.</param>
/// <param name="Target">The length wanted; real segments are up to one unit longer.</param>
internal sealed record SegmentGrid(int AacRate, TimeSpan Target)
{
    public const int Unit = 3 * AacFrame.Samples;

    /// <summary>Rounded as EXT-X-TARGETDURATION asks.</summary>
    public int TargetSeconds => (int)Math.Round(Target.TotalSeconds);

    /// <returns>
    /// Start of segment <paramref name="index"/> in samples of <paramref name="rate"/>.
    /// </returns>
    public long Boundary(int index, int rate)
    {
        var wanted = (long)(index * Target.TotalSeconds * AacRate);
        var units = (wanted + Unit - 1) / Unit;
        return units * Unit * rate / AacRate;
    }

    /// <summary>
    /// The frame length of a FLAC encoder at <paramref name="rate"/> that fits the grid.
    /// </summary>
    public int FlacFrameSamples(int rate)
    {
        const int smallest = 16, largest = 16_384, usual = 4_096;
        var (samples, rest) = Math.DivRem((long)Unit * rate, AacRate);
        return rest == 0 && samples is >= smallest and <= largest ? (int)samples : usual;
    }
}
