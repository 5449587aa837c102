using System.Buffers.Binary;
using System.Text;

namespace AudioStreaming.Audio;

/// <summary>ID3v2.2 to 2.4 (id3.org): the text frames that matter.</summary>
internal static class Id3v2Tag
{
    public const int HeaderLength = 10;

    private const int Unsynchronized = 0x80, HasExtendedHeader = 0x40;
    private const int Window = 64 * 1024, LongestText = 16 * 1024;
    private const int LongestWhole = 1024 * 1024;
    private const int MostReads = 64;

    /// <summary>Of the whole tag at the start of the bytes, from its header; 0 if none.</summary>
    public static long TotalLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes.StartsWith("ID3"u8)) return 0;
        if (bytes[3] is < 2 or > 4 || bytes[6..10].ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return 0;
        var hasFooter = (bytes[5] & 0x10) != 0;
        return HeaderLength + SyncSafe(bytes[6..]) + (hasFooter ? HeaderLength : 0);
    }

    /// <summary>
    /// Reads a tag piece by piece: what is too long for a text, such as a picture, is skipped.
    /// </summary>
    /// <param name="bytes">The file.</param>
    /// <param name="start">Where the tag starts.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<AudioTags> ReadAsync(
        StoredBytes bytes, long start, CancellationToken cancellationToken)
    {
        var head = await bytes.ReadAsync(start, Window, cancellationToken);
        var total = TotalLength(head);
        if (total == 0) return AudioTags.None;
        var (version, flags) = (head[3], head[5]);
        var fields = new TagFields();
        if ((flags & Unsynchronized) != 0 && version < 4)
        {
            // Lengths count what is left when the padding is out: only the whole can be read.
            var whole = await bytes.ReadAsync(
                start + HeaderLength, (int)Math.Min(total - HeaderLength, LongestWhole),
                cancellationToken);
            var body = WithoutUnsynchronization(whole);
            var first = (int)Math.Min(body.Length, ExtendedHeaderLength(body, version, flags));
            ParseFrames(fields, body.AsSpan(first), version);
            return fields.ToTags();
        }
        var position = start + HeaderLength
            + ExtendedHeaderLength(head.AsSpan(HeaderLength), version, flags);
        for (var reads = 0; reads < MostReads && position < start + total; reads++)
        {
            var length = (int)Math.Min(Window, start + total - position);
            var window = await bytes.ReadAsync(position, length, cancellationToken);
            var next = ParseFrames(fields, window, version);
            if (next == 0) break;
            position += next;
        }
        return fields.ToTags();
    }

    /// <returns>Where the next frame to read starts; 0 if none can be found.</returns>
    private static long ParseFrames(TagFields fields, ReadOnlySpan<byte> frames, int version)
    {
        var headerLength = version == 2 ? 6 : 10;
        var at = 0;
        while (frames.Length - at > headerLength && frames[at] != 0)
        {
            var header = frames[at..];
            var length = version switch
            {
                2 => (header[3] << 16) | (header[4] << 8) | header[5],
                3 => BinaryPrimitives.ReadInt32BigEndian(header[4..]),
                _ => SyncSafe(header[4..]),
            };
            if (length < 0) return 0;
            if (length > LongestText) return (long)at + headerLength + length;
            if (length > header.Length - headerLength) return at;
            var content = header.Slice(headerLength, length);
            if (version == 4) content = FrameContent(content, header[9]);
            Add(fields, Encoding.ASCII.GetString(header[..(version == 2 ? 3 : 4)]), content);
            at += headerLength + length;
        }
        return frames.Length - at > headerLength ? 0 : at;
    }

    private static void Add(TagFields fields, string id, ReadOnlySpan<byte> content)
    {
        if (id is "TXXX" or "TXX")
        {
            if (content.Length < 2) return;
            var name = content[1..];
            var value = AfterTerminator(name, isWide: content[0] is 1 or 2);
            fields.Add(Text(content[0], name), Text(content[0], value));
        }
        else if (FieldName(id) is { } field && content.Length > 1)
            fields.Add(field, Text(content[0], content[1..]));
    }

    private static string? FieldName(string id) => id switch
    {
        "TIT2" or "TT2" => TagFields.Title,
        "TPE1" or "TP1" => TagFields.Artist,
        "TALB" or "TAL" => TagFields.Album,
        "TDRC" or "TDRL" => TagFields.Date,
        "TYER" or "TYE" => TagFields.Year,
        _ => null,
    };

    private static ReadOnlySpan<byte> AfterTerminator(ReadOnlySpan<byte> text, bool isWide)
    {
        var step = isWide ? 2 : 1;
        for (var at = 0; at + step <= text.Length; at += step)
        {
            if (!text.Slice(at, step).ContainsAnyExcept((byte)0)) return text[(at + step)..];
        }
        return [];
    }

    /// <summary>
    /// In version 2.4, flags of the frame put a length before it or unsynchronize it.
    /// </summary>
    private static ReadOnlySpan<byte> FrameContent(ReadOnlySpan<byte> content, byte flags)
    {
        if ((flags & 0x01) != 0 && content.Length >= 4) content = content[4..];
        return (flags & 0x02) != 0 ? WithoutUnsynchronization(content) : content;
    }

    private static string? Text(byte encoding, ReadOnlySpan<byte> text) =>
        encoding switch
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

    private static long ExtendedHeaderLength(ReadOnlySpan<byte> body, int version, int flags)
    {
        if ((flags & HasExtendedHeader) == 0 || version == 2 || body.Length < 4) return 0;
        return version == 4 ? SyncSafe(body) : 4L + BinaryPrimitives.ReadUInt32BigEndian(body);
    }

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
