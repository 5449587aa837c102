using AudioStreaming.Storage;
using Microsoft.Extensions.Caching.Hybrid;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Playlists and other small texts, kept compressed once they cannot change.</summary>
internal sealed class MediaTexts(IObjectStore store, HybridCache cache)
{
    private const long MaxSize = 4 << 20;

    private static readonly HybridCacheEntryOptions Kept =
        new() { Expiration = TimeSpan.FromDays(1) };

    /// <summary>What is absent now may be there soon: whoever reads keeps what there is.</summary>
    private static readonly HybridCacheEntryOptions KeptByReader =
        new() { Flags = HybridCacheEntryFlags.DisableLocalCacheWrite };

    /// <param name="key">The object.</param>
    /// <param name="isFinal">
    /// Whether it cannot change any more. Then it is read for all who wait: who leaves does not
    /// stop it.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns><c>null</c> if there is none.</returns>
    public ValueTask<CompressedText?> FindAsync(
        string key, bool isFinal, CancellationToken cancellationToken) =>
        isFinal
            ? cache.GetOrCreateAsync(
                key, (Texts: this, Key: key),
                static (find, cancellation) => find.Texts.KeepAsync(find.Key, cancellation),
                KeptByReader, cancellationToken: CancellationToken.None)
            : ReadAsync(key, cancellationToken);

    private async ValueTask<CompressedText?> KeepAsync(
        string key, CancellationToken cancellationToken)
    {
        var text = await ReadAsync(key, cancellationToken);
        if (text is not null)
            await cache.SetAsync(key, text, Kept, cancellationToken: cancellationToken);
        return text;
    }

    private async ValueTask<CompressedText?> ReadAsync(
        string key, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(key, range: null, cancellationToken);
        if (content is null) return null;
        if (content.Info.Size > MaxSize)
            throw new InvalidDataException($"{key} is no playlist: {content.Info.Size} bytes");
        var bytes = new byte[content.Info.Size];
        await content.Stream.ReadExactlyAsync(bytes, cancellationToken);
        return new CompressedText(bytes);
    }
}
