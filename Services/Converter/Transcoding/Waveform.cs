using System.Runtime.InteropServices;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>
/// The outline that players draw: the highest peak of any channel in each of up to 1,000 equal
/// parts of the track.
/// </summary>
internal sealed class Waveform(int sampleRate, int channels)
{
    private const int MaxPeaks = 1_000;
    private const int BucketsPerSecond = 100;

    private readonly List<ushort> _buckets = [];
    private readonly int _bucketSamples = Math.Max(1, sampleRate / BucketsPerSecond);
    private int _inBucket;
    private ushort _peak;

    /// <summary>Samples (per channel) seen.</summary>
    public long Samples { get; private set; }

    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples / sampleRate);

    /// <param name="pcm">Interleaved 16-bit samples, little-endian, whole in all channels.</param>
    public void Add(ReadOnlySpan<byte> pcm)
    {
        var values = MemoryMarshal.Cast<byte, short>(pcm);
        while (!values.IsEmpty)
        {
            var count = Math.Min(_bucketSamples - _inBucket, values.Length / channels);
            if (count == 0) return;
            _peak = Math.Max(_peak, Peak(values[..(count * channels)]));
            values = values[(count * channels)..];
            Samples += count;
            _inBucket += count;
            if (_inBucket == _bucketSamples) CloseBucket();
        }
    }

    public WaveformFile ToFile()
    {
        if (_inBucket > 0) CloseBucket();
        var count = Math.Min(MaxPeaks, _buckets.Count);
        var peaks = new int[count];
        for (var index = 0; index < count; index++)
        {
            var from = (int)((long)_buckets.Count * index / count);
            var to = (int)((long)_buckets.Count * (index + 1) / count);
            peaks[index] = _buckets[from..to].Max() * 255 / 32_768;
        }
        return new WaveformFile(1, (long)Duration.TotalMilliseconds, peaks);
    }

    private void CloseBucket()
    {
        _buckets.Add(_peak);
        _peak = 0;
        _inBucket = 0;
    }

    private static ushort Peak(ReadOnlySpan<short> values)
    {
        var (low, high) = (0, 0);
        foreach (var value in values)
        {
            if (value < low) low = value;
            if (value > high) high = value;
        }
        return (ushort)Math.Max(-low, high);
    }
}

/// <summary>The file <c>waveform.json</c>.</summary>
/// <param name="Version">Of this shape.</param>
/// <param name="DurationMs">Of the track.</param>
/// <param name="Peaks">0 (silence) to 255 (full scale), evenly over the track.</param>
internal sealed record WaveformFile(int Version, long DurationMs, IReadOnlyList<int> Peaks);
