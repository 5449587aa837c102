using AudioStreaming.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>
/// What and where the files of presentations are, remembered, since they never change: a segment
/// costs the store no question, and a local one is sent straight from its file.
/// </summary>
internal sealed class MediaFiles(IObjectStore store) : IDisposable
{
    private const int MaxFiles = 100_000;
    private static readonly TimeSpan UnusedTime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _files = new(new MemoryCacheOptions { SizeLimit = MaxFiles });

    /// <returns>
    /// The object and its local file, if it is one; <c>null</c> if there is no such object.
    /// </returns>
    public async ValueTask<(ObjectInfo Info, string? Path)?> FindAsync(
        string key, CancellationToken cancellationToken)
    {
        if (_files.TryGetValue(key, out (ObjectInfo Info, string? Path) known)
            && (known.Path is null || File.Exists(known.Path)))
            return known;
        await using var content = await store.OpenAsync(key, new ByteRange(0, 1), cancellationToken);
        if (content is null) return null;
        var found = (content.Info, content.LocalPath);
        _files.Set(key, found, new MemoryCacheEntryOptions
        {
            SlidingExpiration = UnusedTime,
            Size = 1,
        });
        return found;
    }

    public void Dispose() => _files.Dispose();
}
