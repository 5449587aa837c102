namespace AudioStreaming.Converter.Packaging;

/// <summary>Bit rates as RFC 8216, 4.1 defines them, in bit/s.</summary>
/// <param name="Peak">
/// Of the densest run of segments that lasts from half to one and a half target durations.
/// </param>
/// <param name="Average">Of all segments.</param>
internal readonly record struct BitRates(long Peak, long Average)
{
    public static BitRates Measure(
        IReadOnlyList<(double Seconds, long Bits)> segments, TimeSpan target)
    {
        var (shortest, longest) = (target.TotalSeconds / 2, target.TotalSeconds * 1.5);
        var average = Rate(segments.Sum(s => s.Bits), segments.Sum(s => s.Seconds));
        var peak = average;
        for (var first = 0; first < segments.Count; first++)
        {
            var (seconds, bits) = (0.0, 0L);
            for (var last = first; last < segments.Count && seconds < longest; last++)
            {
                seconds += segments[last].Seconds;
                bits += segments[last].Bits;
                if (seconds >= shortest && seconds <= longest)
                    peak = Math.Max(peak, Rate(bits, seconds));
            }
        }
        return new BitRates(peak, average);
    }

    private static long Rate(long bits, double seconds) =>
        seconds > 0 ? (long)Math.Ceiling(bits / seconds) : 0;
}
