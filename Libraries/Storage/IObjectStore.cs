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
