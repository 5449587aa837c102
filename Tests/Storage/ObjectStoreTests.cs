using System.Security.Cryptography;
using System.Text;

namespace AudioStreaming.Storage.Tests;

/// <summary>What every store must do; run over each.</summary>
public abstract class ObjectStoreTests : IAsyncLifetime
{
    private IObjectStore? _store;

    protected IObjectStore Store => _store!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = StorageSetup.Create(
        await ConnectionStringAsync(), "objects", TimeProvider.System);

    public virtual ValueTask DisposeAsync()
    {
        (_store as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(8 * 1024 * 1024)]
    [InlineData(20_000_000)]
    public async Task Put_OfAnyLength_IsReadBackWhole(int length)
    {
        var content = Content(length);
        await Store.PutAsync("raw/a/original.mp3", Unseekable(content), "audio/mpeg", Cancellation);

        var found = await FindAsync("raw/a/original.mp3");
        Assert.Equal((length, "raw/a/original.mp3"), (found!.Size, found.Key));
        Assert.Matches("^\".+\"$", found.ETag);
        Assert.InRange(
            found.LastModified, DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.MaxValue);
        Assert.Equal(
            SHA256.HashData(content), SHA256.HashData(await ReadAsync("raw/a/original.mp3")));
    }

    [Theory]
    [InlineData(0, 10, 0, 10)]
    [InlineData(90, 10, 90, 10)]
    [InlineData(90, 100, 90, 10)]
    [InlineData(100, 5, 100, 0)]
    [InlineData(500, 5, 100, 0)]
    public async Task Open_OfARange_IsCutAtTheEnd(int from, int length, int at, int expected)
    {
        var content = Content(100);
        await PutAsync("a/b", content);
        await using var opened = await Store.OpenAsync(
            "a/b", new ByteRange(from, length), Cancellation);
        Assert.Equal(100, opened!.Info.Size);
        Assert.Equal(content[at..(at + expected)], await AllAsync(opened.Stream));
    }

    [Fact]
    public async Task Missing_Object_IsNullAndDeletesQuietly()
    {
        Assert.Null(await Store.OpenAsync("no/such", null, Cancellation));
        Assert.Null(await Store.OpenAsync("no/such", new ByteRange(5, 5), Cancellation));
        await Store.DeleteAsync("no/such", Cancellation);
        await Store.DeletePrefixAsync("no/", Cancellation);
        Assert.Empty(await ListAsync("no/"));
    }

    [Fact]
    public async Task Put_OverAnObject_ReplacesIt()
    {
        await PutAsync("a/b", Content(10));
        var before = await FindAsync("a/b");
        await PutAsync("a/b", Content(20));
        Assert.NotEqual(before!.ETag, (await FindAsync("a/b"))!.ETag);
        Assert.Equal(Content(20), await ReadAsync("a/b"));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000_000)]
    public async Task Put_ThatBreaksOff_LeavesNothing(int length)
    {
        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(
            "raw/x/original.mp3", new BreakingStream(Content(length)), "audio/mpeg", Cancellation));
        Assert.Null(await FindAsync("raw/x/original.mp3"));
        Assert.Empty(await ListAsync(""));
        Assert.Equal(0, await Store.DeleteAbandonedAsync(DateTimeOffset.MaxValue, Cancellation));
    }

    [Fact]
    public async Task Put_ThatBreaksOff_KeepsTheObjectThatWasThere()
    {
        await PutAsync("a/b", Content(10));
        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(
            "a/b", new BreakingStream(Content(100)), "audio/wav", Cancellation));
        Assert.Equal(Content(10), await ReadAsync("a/b"));
    }

    [Fact]
    public async Task List_ByPrefix_HasThoseAndNoOthers()
    {
        foreach (var key in new[] { "hls/1/a", "hls/1/b/c", "hls/10/a", "raw/1/a" })
            await PutAsync(key, Content(1));
        Assert.Equal(["hls/1/a", "hls/1/b/c"], await ListAsync("hls/1/"));
        Assert.Equal(["hls/1/a", "hls/1/b/c", "hls/10/a"], await ListAsync("hls/1"));
        Assert.Equal(4, (await ListAsync("")).Count);
    }

    [Fact]
    public async Task DeletePrefix_OfAFolder_LeavesItsNeighbors()
    {
        foreach (var key in new[] { "hls/1/a", "hls/1/b/c", "hls/10/a" })
            await PutAsync(key, Content(1));
        await Store.DeletePrefixAsync("hls/1/", Cancellation);
        await Store.DeletePrefixAsync("hls/1/", Cancellation);
        Assert.Equal(["hls/10/a"], await ListAsync(""));
    }

    [Fact]
    public async Task Put_WhileItsPrefixIsDeleted_IsWholeOrFails()
    {
        for (var round = 0; round < 20; round++)
        {
            var put = PutAsync("hls/1/a", Content(10));
            await Task.WhenAll(
                Store.DeletePrefixAsync("hls/1/", Cancellation),
                PutAsync("hls/2/a", Content(10)),
                Store.DeleteAsync("hls/3/a", Cancellation));
            if (await Record.ExceptionAsync(() => put) is { } fault)
                Assert.IsType<IOException>(fault, exactMatch: false);
        }
        await PutAsync("hls/1/a", Content(3));
        Assert.Equal(Content(3), await ReadAsync("hls/1/a"));
    }

    [Theory]
    [InlineData("../etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("/absolute")]
    [InlineData("a//b")]
    [InlineData("a/.hidden")]
    [InlineData(".incoming/a")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("folder/")]
    [InlineData("")]
    public async Task Key_ThatCouldEscape_IsRefused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(key, []));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(key, null, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key, Cancellation));
    }

    [Fact]
    public Task Check_OfAWorkingStore_Passes() => Store.CheckAsync(Cancellation);

    protected abstract Task<string> ConnectionStringAsync();

    protected Task PutAsync(string key, byte[] content) =>
        Store.PutAsync(key, Unseekable(content), "audio/wav", Cancellation);

    protected static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    protected async Task<ObjectInfo?> FindAsync(string key)
    {
        await using var opened = await Store.OpenAsync(key, null, Cancellation);
        return opened?.Info;
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var opened = await Store.OpenAsync(key, null, Cancellation);
        return await AllAsync(opened!.Stream);
    }

    protected async Task<List<string>> ListAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var found in Store.ListAsync(prefix, Cancellation)) keys.Add(found.Key);
        return [.. keys.Order(StringComparer.Ordinal)];
    }

    private static async Task<byte[]> AllAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    private static UnseekableStream Unseekable(byte[] content) => new(content);

    private class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }

    /// <summary>Fails where it would end.</summary>
    private sealed class BreakingStream(byte[] content) : UnseekableStream(content)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read
                ? read
                : throw new IOException("the source broke off");

        public override async Task CopyToAsync(
            Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
            throw new IOException("the source broke off");
        }
    }
}
