using System.Numerics;

namespace AudioStreaming.Converter.Packaging;

/// <summary>Reads the header of a FLAC frame (RFC 9639, 9.1).</summary>
internal static class FlacFrame
{
    /// <returns>How many samples (per channel) the frame holds.</returns>
    /// <exception cref="InvalidDataException">It is not a FLAC frame.</exception>
    public static int Samples(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6 || frame[0] != 0xFF || (frame[1] & 0xFC) != 0xF8)
            throw new InvalidDataException("no FLAC frame");
        var code = frame[2] >> 4;
        return code switch
        {
            1 => 192,
            >= 2 and <= 5 => 144 << code,
            6 => frame[AfterNumber(frame)] + 1,
            7 => ((frame[AfterNumber(frame)] << 8) | frame[AfterNumber(frame) + 1]) + 1,
            >= 8 => 1 << code,
            _ => throw new InvalidDataException("reserved FLAC block size"),
        };
    }

    /// <summary>The frame's number is coded like UTF-8 and starts at byte 4.</summary>
    private static int AfterNumber(ReadOnlySpan<byte> frame)
    {
        var leadingOnes = BitOperations.LeadingZeroCount((uint)(byte)~frame[4]) - 24;
        return 4 + Math.Max(1, leadingOnes);
    }
}
