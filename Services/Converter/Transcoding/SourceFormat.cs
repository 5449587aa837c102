using AudioStreaming.Audio;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>
/// The kinds of file that are accepted, and what may be used to read each. The demuxer is forced
/// and decoders are listed, so that no content can bring another parser into play.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">As in a file's extension, and ffmpeg's name of the demuxer.</param>
/// <param name="Decoders">ffmpeg's names.</param>
/// <param name="Lossless">Whether the decoders keep every sample.</param>
internal sealed record SourceFormat(
    AudioFormat Kind, string Name, IReadOnlyList<string> Decoders, bool Lossless)
{
    /// <summary>Pictures that may be attached to a file.</summary>
    private static readonly string[] Pictures = ["mjpeg", "png", "gif", "bmp", "tiff", "webp"];

    private static readonly SourceFormat[] All =
    [
        new(
            AudioFormat.Mp3, "mp3", ["mp3float", "mp3", "mp2float", "mp2", "mp1float", "mp1"],
            Lossless: false),
        new(AudioFormat.Flac, "flac", ["flac"], Lossless: true),
        new(
            AudioFormat.Wav, "wav",
            [
                "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le",
                "pcm_alaw", "pcm_mulaw",
            ],
            Lossless: true),
    ];

    /// <param name="key">Of the original; its extension was given after its content.</param>
    public static SourceFormat OfKey(string key) =>
        Array.Find(All, format => key.EndsWith("." + format.Name))
        ?? throw new RejectedException(
            "Only MP3, FLAC and WAV files can be converted.", "unknown_format");

    /// <summary>What to say of a file that cannot be read as this.</summary>
    public RejectedException Unreadable() => new(
        $"The file could not be decoded: it is damaged, or not really {Name.ToUpperInvariant()}.",
        "unreadable");

    /// <summary>Options that go before <c>-i</c> to read the audio alone.</summary>
    public IEnumerable<string> AudioOptions => InputOptions(Decoders);

    /// <summary>Options that go before <c>-i</c> where a cover is looked at, too.</summary>
    public IEnumerable<string> CoverOptions => InputOptions([.. Decoders, .. Pictures]);

    private IEnumerable<string> InputOptions(IEnumerable<string> decoders) =>
    [
        "-protocol_whitelist", "pipe", "-format_whitelist", Name,
        "-codec_whitelist", string.Join(',', decoders), "-f", Name,
    ];
}
