namespace AudioStreaming.Storage.Files;

/// <summary>A part of a file as a forward-only stream; owns the file.</summary>
internal sealed class PartialStream(FileStream file, long length) : Stream
{
    private readonly long _length = length;
    private long _left = length;

    public static PartialStream Of(FileStream file, ByteRange range)
    {
        var from = Math.Min(range.From, file.Length);
        file.Seek(from, SeekOrigin.Begin);
        return new PartialStream(file, Math.Min(range.Length, file.Length - from));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _length - _left;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) =>
        Count(file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]));

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await file.ReadAsync(
            buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken));

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        _left -= read;
        return read;
    }
}
