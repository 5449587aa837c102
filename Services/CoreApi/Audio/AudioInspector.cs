namespace AudioStreaming.CoreApi.Audio;

/// <summary>
/// Reads a stored file's structure: is it what its first bytes said, is it whole, who made it.
/// Own code and not ffprobe: the public entry runs no native decoder on untrusted bytes, and the
/// same few ranged reads serve files and S3.
/// </summary>
internal static class AudioInspector
{
    /// <exception cref="AudioRefusedException">It is not, or not whole.</exception>
    public static async Task<InspectedAudio> InspectAsync(
        StoredBytes bytes, AudioFormat format, CancellationToken cancellationToken) =>
        format switch
        {
            AudioFormat.Flac => await FlacInspector.InspectAsync(
                bytes, AudioTags.None, offset: 0, cancellationToken),
            AudioFormat.Wav => await WavInspector.InspectAsync(bytes, cancellationToken),
            _ => await Mp3Inspector.InspectAsync(bytes, cancellationToken),
        };
}

/// <param name="Format">What it really is.</param>
/// <param name="Tags">What it says of itself.</param>
internal sealed record InspectedAudio(AudioFormat Format, AudioTags Tags);
