using AudioStreaming.Storage;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Playlists and other small texts, kept compressed once they cannot change.</summary>
internal sealed class MediaTexts(IObjectStore store, IOptions<DeliveryOptions> options)
    : IDisposable
{
    private const long MaxSize = 4 << 20;

    private readonly MemoryCache _texts = new(
        new MemoryCacheOptions { SizeLimit = options.Value.TextCacheBytes });

    /// <param name="key">The object.</param>
    /// <param name="isFinal">Whether it cannot change any more.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns><c>null</c> if there is none.</returns>
    public async Task<CompressedText?> FindAsync(
        string key, bool isFinal, CancellationToken cancellationToken)
    {
        if (isFinal && _texts.TryGetValue(key, out CompressedText? kept)) return kept;
        if (await ReadAsync(key, cancellationToken) is not { } bytes) return null;
        var text = new CompressedText(bytes);
        if (isFinal)
            _texts.Set(key, text, new MemoryCacheEntryOptions { Size = text.Size });
        return text;
    }

    public void Dispose() => _texts.Dispose();

    private async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(key, range: null, cancellationToken);
        if (content is null) return null;
        if (content.Info.Size > MaxSize)
            throw new InvalidDataException($"{key} is no playlist: {content.Info.Size} bytes");
        var bytes = new byte[content.Info.Size];
        await content.Stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
