namespace AudioStreaming.ServiceDefaults.Media;

/// <summary>Section <c>Delivery</c>, as far as all services must know it.</summary>
public sealed class MediaOptions
{
    public const string Section = "Delivery";

    /// <summary>
    /// Where the object store or a CDN in front of it serves the objects by their keys, for
    /// example <c>https://media.example.org/</c>. Browsers then load audio, covers and waveforms
    /// from there. Empty: PlaybackApi delivers.
    /// </summary>
    public Uri? PublicBaseUrl { get; init; }
}
