namespace AudioStreaming.Audio;

/// <summary>Tells the format from a file's first bytes.</summary>
public static class AudioSignature
{
    /// <summary>Bytes that are looked at; tags may make an MP3 start later than that.</summary>
    public const int HeadLength = 64 * 1024;

    /// <summary>
    /// The format, or <c>null</c>. A leading ID3v2 or APE tag counts as MP3 until
    /// <see cref="AudioInspector"/> has seen what follows it.
    /// </summary>
    public static AudioFormat? Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("fLaC"u8)) return AudioFormat.Flac;
        if (IsWave(head)) return AudioFormat.Wav;
        var audio = Math.Max(Id3v2Tag.TotalLength(head), ApeTag.LeadingLength(head));
        if (audio >= head.Length) return audio > 0 ? AudioFormat.Mp3 : null;
        if (head[(int)audio..].StartsWith("fLaC"u8)) return AudioFormat.Flac;
        if (audio > 0) return AudioFormat.Mp3;
        return MpegFrame.Find(head) is null ? null : AudioFormat.Mp3;
    }

    private static bool IsWave(ReadOnlySpan<byte> head) =>
        head.Length >= 12
        && head.Slice(8, 4).SequenceEqual("WAVE"u8)
        && (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8));
}
