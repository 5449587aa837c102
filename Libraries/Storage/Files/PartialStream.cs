namespace AudioStreaming.Storage.Files;

/// <summary>A part of a file as a forward-only stream; owns the file.</summary>
internal sealed class PartialStream(FileStream file, long length) : ReadOnlyStream
{
    private long _left = length;

    public static PartialStream Of(FileStream file, ByteRange range)
    {
        var from = Math.Min(range.From, file.Length);
        file.Seek(from, SeekOrigin.Begin);
        return new PartialStream(file, Math.Min(range.Length, file.Length - from));
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await file.ReadAsync(
            buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read;
    }

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
}
