using System.Buffers.Binary;
using System.Text;

namespace AudioStreaming.Audio.Tests;

/// <summary>Tags as programs write them, byte by byte.</summary>
internal static class TaggedFiles
{
    public static byte[] Id3v1(string title, string artist, string album, string year) =>
    [
        .. "TAG"u8, .. Padded(title, 30), .. Padded(artist, 30), .. Padded(album, 30),
        .. Padded(year, 4), .. new byte[31],
    ];

    public static byte[] Ape(params (string Key, string Value)[] items)
    {
        byte[] content = [.. items.SelectMany(item => (byte[])
        [
            .. LittleEndian(Encoding.UTF8.GetByteCount(item.Value)), 0, 0, 0, 0,
            .. Encoding.ASCII.GetBytes(item.Key), 0, .. Encoding.UTF8.GetBytes(item.Value),
        ])];
        return
        [
            .. content, .. "APETAGEX"u8, .. LittleEndian(2000),
            .. LittleEndian(content.Length + 32), .. LittleEndian(items.Length), .. new byte[12],
        ];
    }

    /// <summary>A chunk of a WAV file.</summary>
    public static byte[] Info(params (string Id, string Value)[] items)
    {
        byte[] content = [.. "INFO"u8, .. items.SelectMany(item => Chunk(
            item.Id, [.. Encoding.UTF8.GetBytes(item.Value), 0]))];
        return Chunk("LIST", content);
    }

    public static byte[] Chunk(string id, byte[] content) =>
    [
        .. Encoding.ASCII.GetBytes(id), .. LittleEndian(content.Length), .. content,
        .. new byte[content.Length % 2],
    ];

    /// <param name="version">3 or 4: lengths differ.</param>
    /// <param name="frames">Their content starts with the encoding.</param>
    public static byte[] Id3v2(int version, params (string Id, byte[] Content)[] frames)
    {
        byte[] body = [.. frames.SelectMany(frame => (byte[])
        [
            .. Encoding.ASCII.GetBytes(frame.Id),
            .. version == 4 ? SyncSafe(frame.Content.Length) : BigEndian(frame.Content.Length),
            0, 0, .. frame.Content,
        ])];
        return [.. "ID3"u8, (byte)version, 0, 0, .. SyncSafe(body.Length), .. body];
    }

    public static byte[] Utf8(string text) => [3, .. Encoding.UTF8.GetBytes(text)];

    public static byte[] Utf16(string name, string value) =>
    [
        1, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes(name), 0, 0,
        0xFF, 0xFE, .. Encoding.Unicode.GetBytes(value),
    ];

    private static byte[] Padded(string text, int length)
    {
        var field = new byte[length];
        Encoding.Latin1.GetBytes(text, field);
        return field;
    }

    private static byte[] LittleEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] SyncSafe(int number) =>
    [
        (byte)(number >> 21 & 0x7F), (byte)(number >> 14 & 0x7F), (byte)(number >> 7 & 0x7F),
        (byte)(number & 0x7F),
    ];
}
