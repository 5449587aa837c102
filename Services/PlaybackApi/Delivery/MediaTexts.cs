using AudioStreaming.ServiceDefaults.Caching;
using AudioStreaming.Storage;
using Microsoft.Extensions.Caching.Hybrid;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Playlists and other small texts, kept compressed once they cannot change.</summary>
internal sealed class MediaTexts(IObjectStore store, HybridCache cache)
{
    private const long MaxSize = 4 << 20;
    private static readonly TimeSpan KeptTime = TimeSpan.FromDays(1);

    /// <param name="key">The object.</param>
    /// <param name="isFinal">Whether it cannot change any more.</param>
    /// <param name="cancellationToken">Stops reading what is not for others too.</param>
    /// <returns><c>null</c> if there is none.</returns>
    public ValueTask<CompressedText?> FindAsync(
        string key, bool isFinal, CancellationToken cancellationToken) =>
        isFinal
            ? cache.QueryAsync(
                key, (Texts: this, Key: key),
                static (find, cancellation) => find.Texts.ReadAsync(find.Key, cancellation),
                static text => text is null ? null : KeptTime)
            : ReadAsync(key, cancellationToken);

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
