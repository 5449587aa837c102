namespace AudioStreaming.Converter.Transcoding;

/// <param name="Size">Width and height in pixels.</param>
/// <param name="Jpeg">The picture.</param>
internal sealed record Cover(int Size, byte[] Jpeg)
{
    public string File => $"cover-{Size}.jpg";
}
