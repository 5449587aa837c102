using System.Threading.Channels;

namespace AudioStreaming.Converter.Packaging;

/// <summary>The state of one rendition's upload.</summary>
internal sealed class RenditionUpload(RenditionFormat format, int waiting)
{
    private readonly Lock _lock = new();
    private readonly List<(long Samples, int Bytes)> _uploaded = [];

    public RenditionFormat Format => format;

    public Channel<MediaSegment> Segments { get; } =
        Channel.CreateBounded<MediaSegment>(waiting);

    public Task Pump { get; set; } = Task.CompletedTask;

    public int Count
    {
        get { lock (_lock) return _uploaded.Count; }
    }

    public void Add(MediaSegment segment)
    {
        lock (_lock) _uploaded.Add((segment.Samples, segment.Content.Length));
    }

    public IReadOnlyList<long> Samples(int count)
    {
        lock (_lock) return [.. _uploaded.Take(count).Select(segment => segment.Samples)];
    }

    /// <summary>
    /// The attributes of the rendition's variant: measured when complete; before that, what the
    /// encoder was asked for, if that is more.
    /// </summary>
    public Variant Measure(SegmentGrid grid, bool complete)
    {
        (double Seconds, long Bits)[] segments;
        lock (_lock)
            segments =
            [
                .. _uploaded.Select(segment =>
                    ((double)segment.Samples / format.SampleRate, segment.Bytes * 8L)),
            ];
        var measured = BitRates.Measure(segments, grid.Target);
        return complete
            ? new Variant(format, measured.Peak, measured.Average)
            : new Variant(
                format, Math.Max(measured.Peak, format.NominalBitRate),
                Math.Max(measured.Average, format.NominalBitRate));
    }
}
