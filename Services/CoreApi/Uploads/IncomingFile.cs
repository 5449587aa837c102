using System.Security.Cryptography;
using AudioStreaming.Storage;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>A file as it arrives: counted, hashed and held to the limit.</summary>
internal sealed class IncomingFile(Stream part, UploadOptions options, DigestCheck digests)
    : ReadOnlyStream
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _head;

    /// <summary>Bytes so far.</summary>
    public long Size { get; private set; }

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
        return _head = head.AsMemory(0, await ReceiveAsync(head, length, cancellationToken));
    }

    /// <summary>Of all bytes; to be asked for once, at the end.</summary>
    public byte[] Sha256() => _sha256.GetHashAndReset();

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = TakeHead(buffer.Span);
        if (read == 0)
            read = await ReceiveAsync(buffer, Math.Min(1, buffer.Length), cancellationToken);
        Size += read;
        if (Size > options.MaxFileBytes)
            throw RequestRefusedException.TooLarge(options.MaxFileBytes);
        _sha256.AppendData(buffer.Span[..read]);
        digests.Append(buffer.Span[..read]);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _sha256.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReceiveAsync(
        Memory<byte> buffer, int minimum, CancellationToken cancellationToken)
    {
        try
        {
            return await part.ReadAtLeastAsync(
                buffer, minimum, throwOnEndOfStream: false, cancellationToken);
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
