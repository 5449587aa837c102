namespace AudioStreaming.Storage;

/// <summary>
/// Objects by key: files below a directory, or any S3. Keys are relative, slash-separated paths.
/// Every write is atomic: a reader sees the whole object or none.
/// </summary>
public interface IObjectStore
{
    /// <summary>
    /// Stores the stream to its end, whatever its length, replacing an object of that key. Returns
    /// only when the bytes are durable; on any fault nothing is left behind. Fails if the prefix is
    /// deleted meanwhile.
    /// </summary>
    Task PutAsync(
        string key, Stream content, string contentType, CancellationToken cancellationToken);

    /// <summary>What is stored under a key, or <c>null</c>.</summary>
    Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Opens an object, or a part of it; <c>null</c> if there is none. The caller disposes it.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="range">The bytes wanted; <c>null</c> for all. Cut at the object's end.</param>
    /// <param name="cancellationToken">Stops opening and reading.</param>
    Task<ObjectContent?> OpenAsync(
        string key, ByteRange? range, CancellationToken cancellationToken);

    /// <summary>Every object whose key starts with the prefix, in no particular order.</summary>
    IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes an object; nothing happens if there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Removes every object below a prefix that ends with a slash, and what interrupted writes
    /// left there.
    /// </summary>
    Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what writes left that began before a time and never ended. Returns how many.
    /// </summary>
    Task<int> DeleteAbandonedAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>
    /// A URL by which anyone may read the object for a while without the application in between;
    /// <c>null</c> where the store has no such thing (files) or readers cannot reach it.
    /// </summary>
    Uri? CreateReadUrl(string key, TimeSpan lifetime, string? contentDisposition);

    /// <summary>Throws with the reason if the store cannot be reached or written to.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}

/// <param name="Key">The object's key.</param>
/// <param name="Size">In bytes.</param>
/// <param name="LastModified">When it was stored (UTC).</param>
/// <param name="ETag">Changes with the content; quoted, as in the HTTP header.</param>
public sealed record ObjectInfo(string Key, long Size, DateTimeOffset LastModified, string ETag);

/// <param name="From">First byte, from 0.</param>
/// <param name="Length">Number of bytes, at least 1.</param>
public readonly record struct ByteRange(long From, long Length);

/// <summary>An open object: what it is, and its bytes.</summary>
/// <param name="Info">The whole object.</param>
/// <param name="Stream">The bytes asked for, forward only.</param>
/// <param name="LocalPath">The file that holds the whole object, where there is one.</param>
public sealed record ObjectContent(ObjectInfo Info, Stream Stream, string? LocalPath)
    : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
