namespace AudioStreaming.Storage;

/// <summary>
/// A remote object as a stream that can seek. It asks the store for one part at a time, so that a
/// request for a small range does not make it send the rest.
/// </summary>
public sealed class ObjectStream(IObjectStore store, ObjectInfo info) : ReadOnlyStream
{
    private const long PartSize = 4 << 20;

    private Stream? _part;
    private long _partEnd;
    private long _position;

    public override bool CanSeek => true;

    public override long Length => info.Size;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        _part?.Dispose();
        _part = null;
        return _position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => Length + offset,
        };
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length) return 0;
        _part ??= await OpenAsync(cancellationToken);
        var read = await _part.ReadAsync(buffer, cancellationToken);
        if (read == 0) throw new IOException($"{info.Key} ended early");
        _position += read;
        if (_position >= _partEnd)
        {
            await _part.DisposeAsync();
            _part = null;
        }
        return read;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_part is not null) await _part.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _part?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var range = new ByteRange(_position, Math.Min(PartSize, Length - _position));
        _partEnd = _position + range.Length;
        var content = await store.OpenAsync(info.Key, range, cancellationToken)
            ?? throw new FileNotFoundException($"{info.Key} is gone");
        return content.Stream;
    }
}
