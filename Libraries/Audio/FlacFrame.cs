using System.Buffers.Binary;

namespace AudioStreaming.Audio;

/// <summary>The header of a FLAC frame (RFC 9639, section 9.1).</summary>
/// <param name="Samples">How many (per channel) the frame holds.</param>
/// <param name="End">The number of samples up to and with this frame.</param>
public readonly record struct FlacFrame(int Samples, long End)
{
    private const int LongestHeader = 16;

    /// <summary>
    /// The highest end of any frame in the bytes that the stream can have; 0 if none.
    /// </summary>
    public static long LastSample(ReadOnlySpan<byte> tail, ReadOnlySpan<byte> info, long samples)
    {
        var last = 0L;
        for (var at = 0; at < tail.Length; at++)
        {
            var next = tail[at..].IndexOf((byte)0xFF);
            if (next < 0) break;
            at += next;
            if (Parse(tail[at..], info) is { } frame && frame.End <= samples)
                last = Math.Max(last, frame.End);
        }
        return last;
    }

    /// <summary>The frame whose header the bytes start with, if its check sum holds.</summary>
    /// <param name="bytes">The header, and at least one byte.</param>
    /// <param name="info">The stream's STREAMINFO.</param>
    public static FlacFrame? Parse(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> info)
    {
        if (bytes.Length < 6 || bytes[0] != 0xFF || (bytes[1] & 0xFE) != 0xF8) return null;
        var isVariable = (bytes[1] & 1) != 0;
        var position = 4;
        if (ReadNumber(bytes, ref position) is not { } number) return null;
        if (ReadBlockSize(bytes, ref position) is not { } blockSize) return null;
        position += (bytes[2] & 0xF) switch { 12 => 1, 13 or 14 => 2, _ => 0 };
        if (position >= Math.Min(bytes.Length, LongestHeader + 1)) return null;
        if (Crc8(bytes[..position]) != bytes[position]) return null;
        var start = isVariable
            ? number
            : number * BinaryPrimitives.ReadUInt16BigEndian(info);
        return new FlacFrame(blockSize, start + blockSize);
    }

    /// <summary>Coded like a character of UTF-8, of up to seven bytes.</summary>
    private static long? ReadNumber(ReadOnlySpan<byte> bytes, ref int position)
    {
        var first = bytes[position++];
        if (first < 0x80) return first;
        var length = System.Numerics.BitOperations.LeadingZeroCount((uint)(byte)~first) - 24;
        if (length is < 2 or > 7) return null;
        var number = length == 7 ? 0L : first & (0x7F >> length);
        for (var i = 1; i < length; i++)
        {
            if (position >= bytes.Length || (bytes[position] & 0xC0) != 0x80) return null;
            number = (number << 6) | (uint)(bytes[position++] & 0x3F);
        }
        return number;
    }

    private static int? ReadBlockSize(ReadOnlySpan<byte> bytes, ref int position)
    {
        var code = bytes[2] >> 4;
        switch (code)
        {
            case 0:
                return null;
            case 1:
                return 192;
            case >= 2 and <= 5:
                return 576 << (code - 2);
            case 6:
                return position < bytes.Length ? bytes[position++] + 1 : null;
            case 7:
                position += 2;
                return position <= bytes.Length
                    ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(position - 2)..]) + 1
                    : null;
            default:
                return 256 << (code - 8);
        }
    }

    private static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x80) != 0 ? ((crc << 1) ^ 0x07) & 0xFF : (crc << 1) & 0xFF;
        }
        return (byte)crc;
    }
}
