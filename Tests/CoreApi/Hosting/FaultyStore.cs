using System.Runtime.CompilerServices;
using AudioStreaming.Storage;

namespace AudioStreaming.CoreApi.Tests.Hosting;

/// <summary>The real store, which fails where a test says so.</summary>
internal sealed class FaultyStore(IObjectStore store) : IObjectStore
{
    /// <summary>Fails before anything is written.</summary>
    public bool FailsBeforePut { get; set; }

    /// <summary>Fails after half of the bytes.</summary>
    public bool FailsDuringPut { get; set; }

    /// <summary>The object is there, but the store says it failed.</summary>
    public bool FailsAfterPut { get; set; }

    public bool FailsDelete { get; set; }

    public async Task PutAsync(
        string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        if (FailsBeforePut) throw new IOException("the store is away");
        var stream = FailsDuringPut ? new BreakingStream(content) : content;
        await store.PutAsync(key, stream, contentType, cancellationToken);
        if (FailsAfterPut) throw new IOException("the store has lost its voice");
    }

    public Task<ObjectContent?> OpenAsync(
        string key, ByteRange? range, CancellationToken cancellationToken) =>
        store.OpenAsync(key, range, cancellationToken);

    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in store.ListAsync(prefix, cancellationToken)) yield return found;
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        FailsDelete
            ? throw new IOException("the store is away")
            : store.DeleteAsync(key, cancellationToken);

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken) =>
        FailsDelete
            ? throw new IOException("the store is away")
            : store.DeletePrefixAsync(prefix, cancellationToken);

    public Task<int> DeleteAbandonedAsync(
        DateTimeOffset before, CancellationToken cancellationToken) =>
        store.DeleteAbandonedAsync(before, cancellationToken);

    public Uri? CreateReadUrl(string key, TimeSpan lifetime, string? contentDisposition) =>
        store.CreateReadUrl(key, lifetime, contentDisposition);

    public Task CheckAsync(CancellationToken cancellationToken) =>
        store.CheckAsync(cancellationToken);

    private sealed class BreakingStream(Stream inner) : MemoryStream
    {
        private bool _hasRead;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_hasRead) throw new IOException("the disk is full");
            _hasRead = true;
            return await inner.ReadAsync(buffer[..(buffer.Length / 2)], cancellationToken);
        }

        public override async Task CopyToAsync(
            Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[1000];
            while (true)
            {
                var read = await ReadAsync(buffer, cancellationToken);
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
    }
}
