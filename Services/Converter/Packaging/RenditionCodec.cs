namespace AudioStreaming.Converter.Packaging;

internal enum RenditionCodec
{
    Aac,
    Flac,
}
