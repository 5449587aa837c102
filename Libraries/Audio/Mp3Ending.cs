namespace AudioStreaming.Audio;

/// <summary>
/// Whether an MP3 breaks off: its last frame is shorter than its header says, and nothing follows.
/// What follows, a tag, padding or rubbish, was written by a program that had come to the end.
/// </summary>
internal static class Mp3Ending
{
    /// <summary>
    /// So many headers in a row, each where the one before says, are no accident.
    /// </summary>
    private const int FewestFrames = 4;

    /// <summary>Fewer bytes of a header that is cut itself say too little.</summary>
    private const int ShortestHeader = 2;

    /// <param name="tail">The end of the file: some frames at least.</param>
    public static bool IsCut(ReadOnlySpan<byte> tail)
    {
        if (IsTagged(tail)) return false;
        for (var start = 0; start < tail.Length; start++)
        {
            if (tail[start] != 0xFF || MpegFrame.Parse(tail[start..]) is not { } first) continue;
            var (end, count) = Follow(tail, start, first);
            if (count < FewestFrames) continue;
            if (end >= tail.Length) return end > tail.Length;
            if (IsHeaderCut(tail[end..], tail[start..])) return true;
            start = end - 1;
        }
        return false;
    }

    /// <summary>Along frames of one stream, which all sound equally long.</summary>
    private static (int End, int Count) Follow(
        ReadOnlySpan<byte> tail, int start, MpegFrame first)
    {
        var (end, count) = (start, 0);
        while (end < tail.Length
            && MpegFrame.Parse(tail[end..]) is { } frame && frame.Seconds.Equals(first.Seconds))
            (end, count) = (end + frame.Length, count + 1);
        return (end, count);
    }

    private static bool IsHeaderCut(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> header) =>
        rest.Length is >= ShortestHeader and < MpegFrame.HeaderLength
        && rest[..ShortestHeader].SequenceEqual(header[..ShortestHeader]);

    /// <summary>ID3v1 and ID3v2.4 (id3.org), APEv2, Lyrics3.</summary>
    private static bool IsTagged(ReadOnlySpan<byte> tail) =>
        Id3v1Tag.IsAtEndOf(tail)
        || ApeTag.IsAtEndOf(tail)
        || (tail.Length >= 10 && tail[^10..].StartsWith("3DI"u8))
        || tail.EndsWith("LYRICS200"u8)
        || tail.EndsWith("LYRICSEND"u8);
}
