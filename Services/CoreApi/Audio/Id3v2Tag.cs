using System.Buffers.Binary;
using System.Text;

namespace AudioStreaming.CoreApi.Audio;

/// <summary>ID3v2.2 to 2.4 (id3.org): the text frames for artist and title.</summary>
internal static class Id3v2Tag
{
    public const int HeaderLength = 10;

    /// <summary>Of the whole tag at the start of the bytes, from its header; 0 if none.</summary>
    public static long TotalLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes.StartsWith("ID3"u8)) return 0;
        if (bytes[3] is < 2 or > 4 || bytes[6..10].ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return 0;
        var hasFooter = (bytes[5] & 0x10) != 0;
        return HeaderLength + SyncSafe(bytes[6..]) + (hasFooter ? HeaderLength : 0);
    }

    /// <param name="tag">The tag from its header on, or its beginning.</param>
    public static AudioTags Parse(ReadOnlySpan<byte> tag)
    {
        if (TotalLength(tag) == 0) return AudioTags.None;
        var version = tag[3];
        var flags = tag[5];
        var body = tag[HeaderLength..];
        if ((flags & 0x80) != 0 && version < 4) body = WithoutUnsynchronization(body);
        if ((flags & 0x40) != 0 && version > 2 && body.Length >= 4)
            body = body[Math.Min(body.Length, ExtendedHeaderLength(body, version))..];
        return ParseFrames(body, version);
    }

    private static AudioTags ParseFrames(ReadOnlySpan<byte> body, int version)
    {
        string? artist = null;
        string? title = null;
        var headerLength = version == 2 ? 6 : 10;
        while (body.Length > headerLength && body[0] != 0)
        {
            var id = body[..(version == 2 ? 3 : 4)];
            var length = version switch
            {
                2 => (body[3] << 16) | (body[4] << 8) | body[5],
                3 => BinaryPrimitives.ReadInt32BigEndian(body[4..]),
                _ => SyncSafe(body[4..]),
            };
            if (length < 0 || length > body.Length - headerLength) break;
            var content = body.Slice(headerLength, length);
            if (version == 4) content = FrameContent(content, body[9]);
            if (id.SequenceEqual("TIT2"u8) || id.SequenceEqual("TT2"u8))
                title ??= Text(content);
            else if (id.SequenceEqual("TPE1"u8) || id.SequenceEqual("TP1"u8))
                artist ??= Text(content);
            body = body[(headerLength + length)..];
        }
        return new AudioTags(artist, title);
    }

    /// <summary>
    /// In version 2.4, flags of the frame put a length before it or unsynchronize it.
    /// </summary>
    private static ReadOnlySpan<byte> FrameContent(ReadOnlySpan<byte> content, byte flags)
    {
        if ((flags & 0x01) != 0 && content.Length >= 4) content = content[4..];
        return (flags & 0x02) != 0 ? WithoutUnsynchronization(content) : content;
    }

    private static string? Text(ReadOnlySpan<byte> content)
    {
        if (content.Length < 2) return null;
        var text = content[1..];
        return content[0] switch
        {
            0 => AudioTags.Guess(text),
            1 when text is [0xFE, 0xFF, ..] =>
                AudioTags.Clean(Encoding.BigEndianUnicode.GetString(text[2..])),
            1 when text is [0xFF, 0xFE, ..] =>
                AudioTags.Clean(Encoding.Unicode.GetString(text[2..])),
            1 => AudioTags.Clean(Encoding.Unicode.GetString(text)),
            2 => AudioTags.Clean(Encoding.BigEndianUnicode.GetString(text)),
            3 => AudioTags.Clean(Encoding.UTF8.GetString(text)),
            _ => null,
        };
    }

    private static int ExtendedHeaderLength(ReadOnlySpan<byte> body, int version) =>
        version == 4
            ? SyncSafe(body)
            : (int)Math.Min(int.MaxValue, 4L + BinaryPrimitives.ReadUInt32BigEndian(body));

    private static byte[] WithoutUnsynchronization(ReadOnlySpan<byte> bytes)
    {
        var plain = new byte[bytes.Length];
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0 && i > 0 && bytes[i - 1] == 0xFF) continue;
            plain[length++] = bytes[i];
        }
        return plain[..length];
    }

    private static int SyncSafe(ReadOnlySpan<byte> bytes) =>
        ((bytes[0] & 0x7F) << 21) | ((bytes[1] & 0x7F) << 14)
        | ((bytes[2] & 0x7F) << 7) | (bytes[3] & 0x7F);
}
