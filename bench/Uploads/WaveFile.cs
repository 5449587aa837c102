using System.Buffers.Binary;

namespace AudioStreaming.Uploads.Bench;

/// <summary>WAV files of any size, with content that does not compress.</summary>
internal static class WaveFile
{
    private const int HeaderLength = 44;

    public static async Task WriteAsync(string path, long size)
    {
        await using var file = File.Create(path);
        await file.WriteAsync(Header(size));
        var block = new byte[1024 * 1024];
        new Random(1).NextBytes(block);
        for (var left = size - HeaderLength; left > 0; left -= block.Length)
            await file.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)));
        file.Flush(flushToDisk: true);
    }

    /// <summary>One that warms everything up.</summary>
    public static async Task<string> SmallAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await WriteAsync(path, 1024 * 1024);
        return path;
    }

    private static byte[] Header(long size)
    {
        var header = new byte[HeaderLength];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)(size - 8));
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 2);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), 44_100);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), 44_100 * 4);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), 4);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), (uint)(size - HeaderLength));
        return header;
    }
}
