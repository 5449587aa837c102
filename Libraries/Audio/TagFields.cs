using System.Globalization;

namespace AudioStreaming.Audio;

/// <summary>
/// Gathers a tag's fields under the names that Vorbis comments have; the first of a name counts.
/// </summary>
internal sealed class TagFields
{
    public const string Artist = "ARTIST", Title = "TITLE", Album = "ALBUM";
    public const string Date = "DATE", Year = "YEAR";
    public const string TrackGain = "REPLAYGAIN_TRACK_GAIN", AlbumGain = "REPLAYGAIN_ALBUM_GAIN";

    private const int EarliestYear = 1000, LatestYear = 2999;
    private const int MostGainDb = 100;
    private const int MaxAlbumLength = 255;

    private static readonly string[] Names =
        [Artist, Title, Album, Date, Year, TrackGain, AlbumGain];

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="name">In any case; what is none of the names is left out.</param>
    /// <param name="value">Left out if <c>null</c>.</param>
    public void Add(string? name, string? value)
    {
        if (value is not null && Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            _values.TryAdd(name!, value);
    }

    public AudioTags ToTags() => new(
        Find(Artist), Find(Title), Line(Find(Album)), ParseYear(Find(Date) ?? Find(Year)),
        ParseGain(Find(TrackGain)), ParseGain(Find(AlbumGain)));

    private string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Text that can be shown in one line and stored.</summary>
    private static string? Line(string? text)
    {
        if (text is null) return null;
        var line = AudioTags.Clean(string.Concat(
            text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))));
        return line?.Length > MaxAlbumLength ? line[..MaxAlbumLength].Trim() : line;
    }

    /// <summary>A date may come as 1999, 1999-12-31, 31.12.1999 or 19991231.</summary>
    private static int? ParseYear(string? date)
    {
        foreach (var part in (date ?? "").Split('-', '/', '.', ' ', 'T'))
        {
            if (part.Length is 4 or 8
                && int.TryParse(
                    part.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var year)
                && year is >= EarliestYear and <= LatestYear)
                return year;
        }
        return null;
    }

    /// <summary>Such as <c>-7.03 dB</c>.</summary>
    private static double? ParseGain(string? text)
    {
        var number = (text ?? "").Replace("dB", "", StringComparison.OrdinalIgnoreCase).Trim();
        return double.TryParse(
            number, NumberStyles.Float, CultureInfo.InvariantCulture, out var gain)
            && Math.Abs(gain) < MostGainDb
                ? gain
                : null;
    }
}
