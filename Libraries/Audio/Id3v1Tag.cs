namespace AudioStreaming.Audio;

/// <summary>ID3v1: the last 128 bytes of a file, in fields of fixed length.</summary>
internal static class Id3v1Tag
{
    public const int Length = 128;

    private const int FieldLength = 30;

    /// <param name="tail">The end of the file.</param>
    public static bool IsAtEndOf(ReadOnlySpan<byte> tail) =>
        tail.Length >= Length && tail[^Length..].StartsWith("TAG"u8);

    public static AudioTags Parse(ReadOnlySpan<byte> tail)
    {
        if (!IsAtEndOf(tail)) return AudioTags.None;
        var content = tail[^Length..][3..];
        var fields = new TagFields();
        foreach (var name in (string[])[TagFields.Title, TagFields.Artist, TagFields.Album])
        {
            fields.Add(name, AudioTags.Guess(content[..FieldLength].TrimEnd((byte)0)));
            content = content[FieldLength..];
        }
        fields.Add(TagFields.Year, AudioTags.Guess(content[..4]));
        return fields.ToTags();
    }
}
