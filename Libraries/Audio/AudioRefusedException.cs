namespace AudioStreaming.Audio;

/// <summary>
/// The content is not an audio file that can be taken; the message is for the user.
/// </summary>
public sealed class AudioRefusedException(string message, bool isDamaged) : Exception(message)
{
    /// <summary>A known format, but not whole; else no known format at all.</summary>
    public bool IsDamaged { get; } = isDamaged;

    public static AudioRefusedException Unknown() => new(
        "the file is not an MP3, FLAC or WAV file; its content decides, not its name", false);

    public static AudioRefusedException Truncated() => new(
        "the file is incomplete: its header announces more audio than it holds", true);

    public static AudioRefusedException NoAudio() => new("the file holds no audio", true);
}
