using System.Text;

namespace AudioStreaming.Testing;

/// <summary>
/// The fields of one protobuf message, enough of the wire format to read telemetry.
/// </summary>
internal readonly struct ProtobufFields(ReadOnlyMemory<byte> message)
{
    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        Bytes = 2,
        Fixed32 = 5,
    }

    /// <summary>Every length-delimited value of a field: messages, strings and bytes.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All(int field)
    {
        for (var position = 0; position < message.Length;)
        {
            var key = Varint(message.Span, ref position);
            var length = (WireType)(key & 7) switch
            {
                WireType.Varint => SkipVarint(message.Span, position),
                WireType.Fixed64 => 8,
                WireType.Fixed32 => 4,
                _ => (int)Varint(message.Span, ref position),
            };
            if ((int)(key >> 3) == field && (WireType)(key & 7) == WireType.Bytes)
                yield return message.Slice(position, length);
            position += length;
        }
    }

    public IEnumerable<ProtobufFields> Messages(int field) =>
        All(field).Select(value => new ProtobufFields(value));

    public string Text(int field) =>
        Encoding.UTF8.GetString(All(field).LastOrDefault().Span);

    public string Hex(int field) =>
        Convert.ToHexStringLower(All(field).LastOrDefault().Span);

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[position++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }

    private static int SkipVarint(ReadOnlySpan<byte> bytes, int position)
    {
        var end = position;
        Varint(bytes, ref end);
        return end - position;
    }
}
