namespace AudioStreaming.Audio;

/// <summary>
/// The bit rate of an MP3 that has no header to tell its length: the mean of pieces from all over
/// the file, since one piece says nothing about a variable rate.
/// </summary>
public static class MpegBitRate
{
    private const int Pieces = 16;
    private const int PieceLength = 16 * 1024;

    /// <summary>What fewer frames in a row show may be other data.</summary>
    private const int FewestFrames = 3;

    /// <returns>In bit/s; <c>null</c> if no frames of layer III are found.</returns>
    public static async Task<int?> EstimateAsync(
        StoredBytes bytes, CancellationToken cancellationToken)
    {
        var head = await bytes.ReadAsync(0, Id3v2Tag.HeaderLength, cancellationToken);
        var start = Math.Min(bytes.Size, Id3v2Tag.TotalLength(head));
        var (bits, seconds) = (0L, 0.0);
        for (var piece = 0; piece < Pieces; piece++)
        {
            var found = await bytes.ReadAsync(
                start + (bytes.Size - start) * piece / Pieces, PieceLength, cancellationToken);
            var frames = MpegFrame.Run(found);
            if (frames.Count < FewestFrames) continue;
            bits += frames.Sum(frame => frame.Length * 8L);
            seconds += frames.Sum(frame => frame.Seconds);
        }
        return seconds > 0 ? (int)(bits / seconds) : null;
    }
}
