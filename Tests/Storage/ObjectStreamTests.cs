using AudioStreaming.Testing;

namespace AudioStreaming.Storage.Tests;

/// <summary>Remote objects, read in parts and from anywhere.</summary>
public sealed class ObjectStreamTests : IDisposable
{
    private const string Key = "hls/object";
    private const int Size = 9 << 20;

    private readonly TestDirectory _directory = new();
    private readonly IObjectStore _store;
    private readonly byte[] _content = new byte[Size];

    public ObjectStreamTests()
    {
        new Random(7).NextBytes(_content);
        _store = StorageSetup.Create($"Path={_directory.Path}", "objects", TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_OfSeveralParts_IsTheWholeObject()
    {
        await using var stream = await OpenAsync();
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Cancellation);
        Assert.Equal(Size, stream.Length);
        Assert.True(_content.AsSpan().SequenceEqual(read.ToArray()));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData((4 << 20) - 1, 2)]
    [InlineData(4 << 20, 10)]
    [InlineData(Size - 1, 1)]
    [InlineData(1000, (4 << 20) + 5000)]
    public async Task Stream_FromAnywhere_IsThatPart(int from, int length)
    {
        await using var stream = await OpenAsync();
        stream.Seek(from, SeekOrigin.Begin);
        var read = new byte[length];
        await stream.ReadExactlyAsync(read, Cancellation);
        Assert.True(_content.AsSpan(from, length).SequenceEqual(read));
        Assert.Equal(from + length, stream.Position);
    }

    [Fact]
    public async Task Stream_AtItsEnd_HasNoMore()
    {
        await using var stream = await OpenAsync();
        stream.Seek(0, SeekOrigin.End);
        Assert.Equal(0, await stream.ReadAsync(new byte[10], Cancellation));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<ObjectStream> OpenAsync()
    {
        await _store.PutAsync(
            Key, new MemoryStream(_content), "application/octet-stream", Cancellation);
        await using var content = await _store.OpenAsync(Key, null, Cancellation);
        return new ObjectStream(_store, content!.Info);
    }
}
