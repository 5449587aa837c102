using AudioStreaming.Storage;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>The uploaded files.</summary>
internal sealed class Originals(IObjectStore store, IOptions<TranscodingOptions> options)
{
    /// <exception cref="RejectedException">It is gone.</exception>
    public Task<ObjectContent> OpenAsync(string key, CancellationToken cancellationToken) =>
        OpenAsync(key, range: null, cancellationToken);

    /// <summary>Opens as much as is read for format and cover.</summary>
    /// <exception cref="RejectedException">It is gone.</exception>
    public Task<ObjectContent> OpenHeadAsync(string key, CancellationToken cancellationToken) =>
        OpenAsync(
            key, new ByteRange(0, (long)options.Value.MaxHeaderMegabytes << 20),
            cancellationToken);

    private async Task<ObjectContent> OpenAsync(
        string key, ByteRange? range, CancellationToken cancellationToken) =>
        await store.OpenAsync(key, range, cancellationToken)
        ?? throw new RejectedException("The uploaded file is gone.", "source_missing");
}
