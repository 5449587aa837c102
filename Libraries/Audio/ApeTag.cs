using System.Buffers.Binary;
using System.Text;

namespace AudioStreaming.Audio;

/// <summary>APE tags, versions 1 and 2: at the end of an MP3, seldom at its start.</summary>
internal static class ApeTag
{
    /// <summary>Of a header, and of a footer.</summary>
    public const int BlockLength = 32;

    private const int MostItems = 256;

    /// <summary>Of a tag at the start of the bytes, header included; 0 if none.</summary>
    public static long LeadingLength(ReadOnlySpan<byte> head) =>
        head.Length >= BlockLength && head.StartsWith("APETAGEX"u8)
            ? BlockLength + BinaryPrimitives.ReadUInt32LittleEndian(head[12..])
            : 0;

    /// <param name="tail">The end of the file, without an ID3v1 tag.</param>
    public static bool IsAtEndOf(ReadOnlySpan<byte> tail) =>
        tail.Length >= BlockLength && tail[^BlockLength..].StartsWith("APETAGEX"u8);

    /// <param name="tail">The end of the file, without an ID3v1 tag.</param>
    public static AudioTags ParseTrailing(ReadOnlySpan<byte> tail)
    {
        if (!IsAtEndOf(tail)) return AudioTags.None;
        var footer = tail[^BlockLength..];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(footer[12..]);
        var count = Math.Min(MostItems, BinaryPrimitives.ReadUInt32LittleEndian(footer[16..]));
        return length >= BlockLength && length <= tail.Length
            ? ParseItems(tail[^(int)length..^BlockLength], (int)count)
            : AudioTags.None;
    }

    private static AudioTags ParseItems(ReadOnlySpan<byte> items, int count)
    {
        var fields = new TagFields();
        for (; count > 0 && items.Length > 8; count--)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(items);
            var keyLength = items[8..].IndexOf((byte)0);
            if (keyLength < 0 || length > items.Length - 9 - keyLength) break;
            var key = Encoding.ASCII.GetString(items.Slice(8, keyLength));
            var value = items.Slice(9 + keyLength, (int)length);
            fields.Add(key, AudioTags.Guess(value));
            items = items[(9 + keyLength + (int)length)..];
        }
        return fields.ToTags();
    }
}
