using AudioStreaming.Storage;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>A file of a presentation.</summary>
/// <param name="Info">What it is.</param>
/// <param name="Path">Where it lies, if the store keeps it as a file here.</param>
/// <param name="Content">All of it, if it is kept in memory.</param>
internal sealed record MediaObject(ObjectInfo Info, string? Path, byte[]? Content);

/// <summary>
/// The files of presentations, remembered, since they never change: a segment costs the store no
/// question. What is asked for again within minutes is kept in memory as a whole, for what many
/// hear now is what they all load; what is asked for once is not, and does not push it out.
/// </summary>
internal sealed class MediaFiles(IObjectStore store, IOptions<DeliveryOptions> options)
    : IDisposable
{
    private const int MaxFiles = 100_000;
    private const long MaxContentSize = 2 << 20;
    private static readonly TimeSpan UnusedTime = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _files = new(new MemoryCacheOptions { SizeLimit = MaxFiles });

    private readonly MemoryCache _contents = new(
        new MemoryCacheOptions { SizeLimit = options.Value.SegmentCacheBytes });

    /// <returns><c>null</c> if there is no such object.</returns>
    public async ValueTask<MediaObject?> FindAsync(
        string key, CancellationToken cancellationToken)
    {
        if (_contents.TryGetValue(key, out MediaObject? hot)) return hot;
        if (_files.TryGetValue(key, out MediaObject? known))
        {
            if (known!.Info.Size <= MaxContentSize) return await LoadAsync(key, cancellationToken);
            if (known.Path is null || File.Exists(known.Path)) return known;
        }
        await using var content = await store.OpenAsync(
            key, new ByteRange(0, 1), cancellationToken);
        if (content is null) return null;
        return Keep(_files, key, new MediaObject(content.Info, content.LocalPath, null), size: 1);
    }

    public void Dispose()
    {
        _files.Dispose();
        _contents.Dispose();
    }

    private async Task<MediaObject?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(key, range: null, cancellationToken);
        if (content is null) return null;
        var bytes = GC.AllocateUninitializedArray<byte>((int)content.Info.Size);
        await content.Stream.ReadExactlyAsync(bytes, cancellationToken);
        return Keep(
            _contents, key, new MediaObject(content.Info, content.LocalPath, bytes), bytes.Length);
    }

    private static MediaObject Keep(
        MemoryCache cache, string key, MediaObject file, long size) =>
        cache.Set(
            key, file,
            new MemoryCacheEntryOptions { SlidingExpiration = UnusedTime, Size = size });
}
