namespace AudioStreaming.Audio;

/// <summary>
/// Reads a stored file's structure: is it what its first bytes said, is it whole, who made it.
/// Own code and not ffprobe: the public entry runs no native decoder on untrusted bytes, and the
/// same few ranged reads serve files and S3.
/// </summary>
public static class AudioInspector
{
    /// <exception cref="AudioRefusedException">It is not, or not whole.</exception>
    public static async Task<InspectedAudio> InspectAsync(
        StoredBytes bytes, AudioFormat format, CancellationToken cancellationToken) =>
        format switch
        {
            AudioFormat.Wav => await WavInspector.InspectAsync(bytes, cancellationToken),
            // FLAC too may come after a tag that does not belong there.
            _ => await Mp3Inspector.InspectAsync(bytes, cancellationToken),
        };
}

/// <param name="Format">What it really is.</param>
/// <param name="Tags">What it says of itself.</param>
/// <param name="Length">
/// As it says, or where it says nothing, as its size suggests. Enough to plan with: nothing was
/// decoded, and headers can lie.
/// </param>
public sealed record InspectedAudio(AudioFormat Format, AudioTags Tags, TimeSpan Length)
{
    /// <returns>Zero if the rate makes no sense.</returns>
    internal static TimeSpan LengthOf(double amount, double perSecond) =>
        perSecond > 0 ? TimeSpan.FromSeconds(amount / perSecond) : TimeSpan.Zero;
}
