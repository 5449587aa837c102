namespace AudioStreaming.Audio;

/// <summary>What can be uploaded, by content and never by name.</summary>
public enum AudioFormat
{
    Mp3,
    Flac,
    Wav,
}

public static class AudioFormats
{
    /// <summary>As the catalog and object keys write it.</summary>
    public static string Extension(this AudioFormat format) => format switch
    {
        AudioFormat.Mp3 => "mp3",
        AudioFormat.Flac => "flac",
        _ => "wav",
    };

    public static string ContentType(string extension) => extension switch
    {
        "mp3" => "audio/mpeg",
        "flac" => "audio/flac",
        _ => "audio/wav",
    };
}
