using AudioStreaming.Storage;

namespace AudioStreaming.Audio;

/// <summary>Random access to a stored object, in bounded pieces, whatever store holds it.</summary>
public sealed class StoredBytes(IObjectStore store, string key, long size)
{
    public long Size { get; } = size;

    /// <summary>The bytes at an offset; fewer than asked for at the end, none beyond it.</summary>
    public async Task<byte[]> ReadAsync(
        long offset, int length, CancellationToken cancellationToken)
    {
        length = (int)Math.Clamp(Size - offset, 0, length);
        if (length == 0) return [];
        await using var content =
            await store.OpenAsync(key, new ByteRange(offset, length), cancellationToken)
            ?? throw new IOException("a stored object has gone");
        var bytes = new byte[length];
        await content.Stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
