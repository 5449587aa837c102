using System.Text;

namespace AudioStreaming.CoreApi.Audio;

/// <summary>Who and what, as the file itself says; <c>null</c> where it does not.</summary>
internal sealed record AudioTags(string? Artist, string? Title)
{
    public static AudioTags None { get; } = new(null, null);

    /// <summary>This, completed where it is silent.</summary>
    public AudioTags Or(AudioTags other) => new(Artist ?? other.Artist, Title ?? other.Title);

    /// <summary>A tag's text without padding; <c>null</c> if nothing is left.</summary>
    public static string? Clean(string text)
    {
        var end = text.IndexOf('\0');
        var trimmed = (end < 0 ? text : text[..end]).Trim();
        return trimmed.Length > 0 ? trimmed : null;
    }

    /// <summary>
    /// UTF-8 where it is, else Latin-1, as many programs wrote in spite of the rules.
    /// </summary>
    public static string? Guess(ReadOnlySpan<byte> bytes) => Clean(
        System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : Encoding.Latin1.GetString(bytes));
}
