namespace AudioStreaming.CoreApi.Audio;

/// <summary>ID3v1: the last 128 bytes of a file.</summary>
internal static class Id3v1Tag
{
    public const int Length = 128;

    private const int FieldLength = 30;

    /// <param name="tail">The end of the file.</param>
    public static bool IsAtEndOf(ReadOnlySpan<byte> tail) =>
        tail.Length >= Length && tail[^Length..].StartsWith("TAG"u8);

    public static AudioTags Parse(ReadOnlySpan<byte> tail) =>
        IsAtEndOf(tail)
            ? new AudioTags(
                AudioTags.Guess(tail.Slice(tail.Length - Length + 3 + FieldLength, FieldLength)
                    .TrimEnd((byte)0)),
                AudioTags.Guess(tail.Slice(tail.Length - Length + 3, FieldLength)
                    .TrimEnd((byte)0)))
            : AudioTags.None;
}
