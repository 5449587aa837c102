using AudioStreaming.Audio;

namespace AudioStreaming.Converter.Packaging;

/// <summary>
/// Cuts the frames of one rendition into segments. All renditions cut at the same instants, which
/// are multiples of the grid's unit.
/// </summary>
internal sealed class Segmenter(RenditionFormat format, SegmentGrid grid)
{
    private readonly List<Frame> _frames = [];
    private long _segmentStart;
    private long _end;
    private int _index;

    /// <returns>The segment that the frame closes by opening the next, if it does.</returns>
    public MediaSegment? Add(ReadOnlyMemory<byte> data)
    {
        var boundary = grid.Boundary(_index + 1, format.SampleRate);
        var closed = _frames.Count > 0 && _end - format.Priming >= boundary ? Close() : null;
        var samples = format.Codec == RenditionCodec.Aac
            ? AacFrame.Samples
            : FlacFrame.Parse(data.Span, format.Configuration.Span)?.Samples
                ?? throw new InvalidDataException("no FLAC frame");
        _frames.Add(new Frame(data, samples));
        _end += samples;
        return closed;
    }

    /// <param name="total">
    /// The source's length in samples, where known: what the encoder padded beyond it is cut.
    /// </param>
    /// <returns>The last segment, unless nothing is left for it.</returns>
    public MediaSegment? Finish(long? total)
    {
        if (total is { } end) CutAt(end + format.Priming);
        return _frames.Count > 0 ? Close() : null;
    }

    private void CutAt(long end)
    {
        while (_frames.Count > 0 && _end - _frames[^1].Samples >= end)
        {
            _end -= _frames[^1].Samples;
            _frames.RemoveAt(_frames.Count - 1);
        }
        if (_frames.Count == 0 || _end <= end) return;
        var last = _frames[^1];
        _frames[^1] = last with { Samples = last.Samples - (int)(_end - end) };
        _end = end;
    }

    private MediaSegment Close()
    {
        var content = Fragment.Write(_index + 1, _segmentStart, _frames);
        var start = Math.Max(0, _segmentStart - format.Priming);
        var end = Math.Max(0, _end - format.Priming);
        var segment = new MediaSegment(_index, end - start, content);
        _index++;
        _segmentStart = _end;
        _frames.Clear();
        return segment;
    }
}
