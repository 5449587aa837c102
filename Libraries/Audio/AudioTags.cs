using System.Text;

namespace AudioStreaming.Audio;

/// <summary>What a file says of itself; <c>null</c> where it does not.</summary>
/// <param name="Artist">Who made it.</param>
/// <param name="Title">Of the track.</param>
/// <param name="Album">It is from.</param>
/// <param name="Year">Of the release, from 1000 to 2999.</param>
/// <param name="TrackGainDb">ReplayGain of the track.</param>
/// <param name="AlbumGainDb">ReplayGain of the album.</param>
public sealed record AudioTags(
    string? Artist, string? Title, string? Album, int? Year, double? TrackGainDb,
    double? AlbumGainDb)
{
    public static AudioTags None { get; } = new(null, null, null, null, null, null);

    /// <summary>This, completed where it is silent.</summary>
    public AudioTags Or(AudioTags other) => new(
        Artist ?? other.Artist, Title ?? other.Title, Album ?? other.Album, Year ?? other.Year,
        TrackGainDb ?? other.TrackGainDb, AlbumGainDb ?? other.AlbumGainDb);

    /// <summary>A tag's text without padding; <c>null</c> if nothing is left.</summary>
    internal static string? Clean(string text)
    {
        var end = text.IndexOf('\0');
        var trimmed = (end < 0 ? text : text[..end]).Trim();
        return trimmed.Length > 0 ? trimmed : null;
    }

    /// <summary>
    /// UTF-8 where it is, else Latin-1, as many programs wrote in spite of the rules.
    /// </summary>
    internal static string? Guess(ReadOnlySpan<byte> bytes) => Clean(
        System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : Encoding.Latin1.GetString(bytes));
}
