using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AudioStreaming.Converter.Packaging;

/// <summary>
/// Writes ISO base media boxes (ISO/IEC 14496-12): big-endian, sizes filled in at the end.
/// </summary>
internal sealed class Mp4Writer
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<(int At, int Value)> _patches = [];

    public int Length => _bytes.WrittenCount;

    /// <summary>A box whose content <paramref name="body"/> writes.</summary>
    public Mp4Writer Box(string type, Action body)
    {
        var start = Length;
        U32(0).Ascii(type);
        body();
        _patches.Add((start, Length - start));
        return this;
    }

    /// <summary>A box that opens with a version and flags.</summary>
    public Mp4Writer FullBox(string type, byte version, uint flags, Action body) =>
        Box(type, () =>
        {
            U32(((uint)version << 24) | flags);
            body();
        });

    public Mp4Writer U8(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
        return this;
    }

    public Mp4Writer U16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.GetSpan(2), checked((ushort)value));
        _bytes.Advance(2);
        return this;
    }

    public Mp4Writer U32(long value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(4), checked((uint)value));
        _bytes.Advance(4);
        return this;
    }

    public Mp4Writer U64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
        return this;
    }

    public Mp4Writer Ascii(string text) => Bytes(Encoding.ASCII.GetBytes(text));

    public Mp4Writer Bytes(ReadOnlySpan<byte> value)
    {
        _bytes.Write(value);
        return this;
    }

    public Mp4Writer Zeros(int count)
    {
        _bytes.GetSpan(count)[..count].Clear();
        _bytes.Advance(count);
        return this;
    }

    public byte[] ToArray()
    {
        var bytes = _bytes.WrittenSpan.ToArray();
        foreach (var (at, value) in _patches)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), value);
        return bytes;
    }

    /// <summary>
    /// Remembers a 32-bit value for a place that was written before it was known.
    /// </summary>
    public void Patch(int at, int value) => _patches.Add((at, value));
}
