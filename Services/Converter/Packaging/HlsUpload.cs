using System.Text;
using System.Threading.Channels;
using AudioStreaming.Storage;

namespace AudioStreaming.Converter.Packaging;

/// <summary>
/// Uploads a presentation while it is made. As soon as every rendition has its first segment, a
/// growing playlist is published and <paramref name="playable"/> is called; at the end comes the
/// final one.
/// </summary>
internal sealed class HlsUpload(
    IObjectStore store, string prefix, SegmentGrid grid, TimeProvider time,
    Func<CancellationToken, Task> playable) : IAsyncDisposable
{
    private const int Waiting = 4;
    private const string PlaylistType = "application/vnd.apple.mpegurl";
    private const string MediaType = "audio/mp4";
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _growing = new(1);
    private IReadOnlyList<RenditionUpload> _renditions = [];
    private int _published;
    private long _publishedAt;

    public string MasterKey => prefix + MultivariantPlaylist.File;

    /// <summary>Uploads the initialization segments.</summary>
    /// <param name="formats">In the order of <see cref="AddAsync"/>'s index.</param>
    /// <param name="cancellationToken">Ends this and every later upload.</param>
    public async Task StartAsync(
        IReadOnlyList<RenditionFormat> formats, CancellationToken cancellationToken)
    {
        foreach (var format in formats)
            await PutAsync(
                format.InitFile, InitSegment.Write(format), MediaType, cancellationToken);
        _renditions =
            [.. formats.Select(format => new RenditionUpload(format, Waiting))];
        foreach (var rendition in _renditions)
            rendition.Pump = PumpAsync(rendition, cancellationToken);
    }

    /// <summary>Takes a segment; waits while uploads are behind.</summary>
    public async Task AddAsync(
        int rendition, MediaSegment segment, CancellationToken cancellationToken)
    {
        var upload = _renditions[rendition];
        // A pump that failed reads no more: its fault says why.
        if (upload.Pump.IsCompleted) await upload.Pump;
        await upload.Segments.Writer.WriteAsync(segment, cancellationToken);
    }

    /// <summary>Waits for every upload and publishes the final playlists.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var rendition in _renditions) rendition.Segments.Writer.Complete();
        await Task.WhenAll(_renditions.Select(rendition => rendition.Pump));
        await PublishAsync(complete: true, cancellationToken);
    }

    /// <summary>Returns when nothing of this upload can write any more.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var rendition in _renditions) rendition.Segments.Writer.TryComplete();
        foreach (var rendition in _renditions)
            await rendition.Pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _growing.Dispose();
    }

    private async Task PumpAsync(RenditionUpload rendition, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var segment in rendition.Segments.Reader.ReadAllAsync(cancellationToken))
            {
                await PutAsync(
                    rendition.Format.SegmentFile(segment.Index), segment.Content, MediaType,
                    cancellationToken);
                rendition.Add(segment);
                await GrowAsync(cancellationToken);
            }
        }
        catch (Exception fault)
        {
            rendition.Segments.Writer.TryComplete(fault);
            throw;
        }
    }

    private async Task GrowAsync(CancellationToken cancellationToken)
    {
        await _growing.WaitAsync(cancellationToken);
        try
        {
            var common = _renditions.Min(rendition => rendition.Count);
            var first = _published == 0;
            if (common <= _published) return;
            if (!first && time.GetElapsedTime(_publishedAt) < Refresh) return;
            _published = common;
            await PublishAsync(complete: false, cancellationToken);
            _publishedAt = time.GetTimestamp();
            if (first) await playable(cancellationToken);
        }
        finally
        {
            _growing.Release();
        }
    }

    private async Task PublishAsync(bool complete, CancellationToken cancellationToken)
    {
        foreach (var rendition in _renditions)
        {
            var samples = rendition.Samples(complete ? int.MaxValue : _published);
            var text = MediaPlaylist.Write(rendition.Format, grid.TargetSeconds, samples, complete);
            await PutTextAsync(rendition.Format.PlaylistFile, text, cancellationToken);
        }
        if (!complete && _publishedAt != 0) return;
        var variants = _renditions.Select(rendition => rendition.Measure(grid, complete));
        await PutTextAsync(
            MultivariantPlaylist.File, MultivariantPlaylist.Write(variants), cancellationToken);
    }

    private Task PutTextAsync(string file, string text, CancellationToken cancellationToken) =>
        PutAsync(file, Encoding.UTF8.GetBytes(text), PlaylistType, cancellationToken);

    private async Task PutAsync(
        string file, byte[] content, string type, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content, writable: false);
        await store.PutAsync(prefix + file, stream, type, cancellationToken);
    }
}
