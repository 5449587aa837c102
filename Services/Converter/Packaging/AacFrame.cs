namespace AudioStreaming.Converter.Packaging;

/// <summary>AAC-LC as ffmpeg's own encoder makes it.</summary>
internal static class AacFrame
{
    /// <summary>Samples in a frame.</summary>
    public const int Samples = 1024;

    /// <summary>
    /// Samples of silence that the encoder starts with, to be cut by the edit list.
    /// </summary>
    public const int Priming = 1024;
}
