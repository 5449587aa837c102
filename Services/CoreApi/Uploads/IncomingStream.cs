using System.Security.Cryptography;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// A file as it arrives: counted, hashed and held to the limit.
/// </summary>
internal sealed class IncomingStream(Stream source, UploadOptions options, DigestCheck digests)
    : Stream
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _head;

    /// <summary>Bytes so far.</summary>
    public long Size { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Size;
        set => throw new NotSupportedException();
    }

    /// <summary>Looks at the first bytes; they are still read later.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(
        int length, CancellationToken cancellationToken)
    {
        var head = new byte[length];
        var filled = 0;
        for (var read = 1; read > 0 && filled < length; filled += read)
            read = await ReceiveAsync(head.AsMemory(filled), cancellationToken);
        return _head = head.AsMemory(0, filled);
    }

    /// <summary>Of all bytes; to be asked for once, at the end.</summary>
    public byte[] Sha256() => _sha256.GetHashAndReset();

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = TakeHead(buffer.Span);
        if (read == 0) read = await ReceiveAsync(buffer, cancellationToken);
        Size += read;
        if (Size > options.MaxFileBytes)
            throw RequestRefusedException.TooLarge(options.MaxFileBytes);
        _sha256.AppendData(buffer.Span[..read]);
        digests.Append(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _sha256.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReceiveAsync(
        Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            throw RequestRefusedException.Cut();
        }
    }

    private int TakeHead(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _head.Length);
        _head.Span[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }
}
