using AudioStreaming.Audio;
using AudioStreaming.Storage;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>Finds out all that must be known of an uploaded file before it is converted.</summary>
internal sealed class SourceInspection(IObjectStore store, Originals originals, SourceProbe probe)
{
    /// <param name="key">Of the uploaded file.</param>
    /// <param name="cancellationToken">Stops reading and ffprobe.</param>
    /// <exception cref="RejectedException">It holds no audio that can be converted.</exception>
    public async Task<SourceInfo> InspectAsync(string key, CancellationToken cancellationToken)
    {
        var format = SourceFormat.OfKey(key);
        SourceInfo source;
        long size;
        await using (var head = await originals.OpenHeadAsync(key, cancellationToken))
        {
            size = head.Info.Size;
            source = await probe.ProbeAsync(format, head.Stream, cancellationToken);
        }
        var bytes = new StoredBytes(store, key, size);
        var tags = await ReadTagsAsync(bytes, format, cancellationToken);
        if (format.Kind != AudioFormat.Mp3 || source.ExpectedLength is not null
            || await MpegBitRate.EstimateAsync(bytes, cancellationToken) is not { } rate)
            return source with { Tags = tags };
        return source with
        {
            Tags = tags,
            BitRate = rate,
            ExpectedLength = TimeSpan.FromSeconds(size * 8.0 / rate),
        };
    }

    /// <summary>From wherever they stand in the file, its very end included.</summary>
    private static async Task<AudioTags> ReadTagsAsync(
        StoredBytes bytes, SourceFormat format, CancellationToken cancellationToken)
    {
        try
        {
            var audio = await AudioInspector.InspectAsync(bytes, format.Kind, cancellationToken);
            return audio.Tags;
        }
        catch (AudioRefusedException)
        {
            // Damaged, but perhaps not beyond decoding: ffmpeg decides.
            return AudioTags.None;
        }
    }
}
