namespace AudioStreaming.Audio;

/// <summary>An MPEG audio frame of layer III (ISO 11172-3, 13818-3).</summary>
/// <param name="Offset">Where it starts in the bytes searched.</param>
/// <param name="Length">In bytes, header included.</param>
/// <param name="SideInfoLength">Bytes between the header and the data, where Xing hides.</param>
/// <param name="Seconds">How long it sounds.</param>
internal readonly record struct MpegFrame(
    int Offset, int Length, int SideInfoLength, double Seconds)
{
    public const int HeaderLength = 4;

    private static readonly int[] BitRatesMpeg1 =
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

    private static readonly int[] BitRatesMpeg2 =
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    private static readonly int[] SampleRates = [44_100, 48_000, 32_000];

    /// <summary>
    /// The first frame that another one follows, or that the bytes end with: a single match of
    /// the eleven sync bits means nothing in other data.
    /// </summary>
    public static MpegFrame? Find(ReadOnlySpan<byte> bytes)
    {
        for (var offset = 0; offset + HeaderLength <= bytes.Length; offset++)
        {
            if (bytes[offset] != 0xFF || Parse(bytes[offset..]) is not { } frame) continue;
            var next = offset + frame.Length;
            if (next == bytes.Length
                || (next < bytes.Length && Parse(bytes[next..]) is not null))
                return frame with { Offset = offset };
        }
        return null;
    }

    /// <summary>The frames from the first on that <see cref="Find"/> finds.</summary>
    public static IReadOnlyList<MpegFrame> Run(ReadOnlySpan<byte> bytes)
    {
        var frames = new List<MpegFrame>();
        for (var frame = Find(bytes); frame is { } found;)
        {
            frames.Add(found);
            var next = found.Offset + found.Length;
            frame = next < bytes.Length && Parse(bytes[next..]) is { } following
                ? following with { Offset = next }
                : null;
        }
        return frames;
    }

    /// <summary>The frame that begins here; <c>null</c> if none does.</summary>
    public static MpegFrame? Parse(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength) return null;
        var isSync = header[0] == 0xFF && (header[1] & 0xE0) == 0xE0;
        var version = (header[1] >> 3) & 3;
        var isLayer3 = ((header[1] >> 1) & 3) == 1;
        var bitRateIndex = header[2] >> 4;
        var sampleRateIndex = (header[2] >> 2) & 3;
        if (!isSync || version == 1 || !isLayer3 || bitRateIndex is 0 or 15 || sampleRateIndex == 3)
            return null;

        var isMpeg1 = version == 3;
        var sampleRate = SampleRates[sampleRateIndex] >> (isMpeg1 ? 0 : version == 2 ? 1 : 2);
        var bitRate = (isMpeg1 ? BitRatesMpeg1 : BitRatesMpeg2)[bitRateIndex] * 1000;
        var padding = (header[2] >> 1) & 1;
        var isMono = header[3] >> 6 == 3;
        var sideInfo = (isMpeg1, isMono) switch
        {
            (true, false) => 32,
            (true, true) or (false, false) => 17,
            _ => 9,
        };
        var samples = isMpeg1 ? 1152 : 576;
        return new MpegFrame(
            0, (samples / 8 * bitRate / sampleRate) + padding, sideInfo,
            (double)samples / sampleRate);
    }
}
