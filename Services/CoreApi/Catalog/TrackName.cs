using System.Text;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>The rules for names that people give: artist, title, file name.</summary>
internal static class TrackName
{
    public const int LongestName = 255;

    /// <summary>The name in its normal form; <c>null</c> if it is empty.</summary>
    /// <exception cref="RequestRefusedException">Too long, or not text.</exception>
    public static string? Normalize(string? name, string field)
    {
        var trimmed = name?.Trim();
        if (string.IsNullOrEmpty(trimmed)) return null;
        if (trimmed.Any(char.IsControl) || !IsUnicode(trimmed))
            throw RequestRefusedException.Invalid($"{field} must not contain control characters");
        var normal = trimmed.Normalize(NormalizationForm.FormC);
        return Length(normal) <= LongestName
            ? normal
            : throw RequestRefusedException.Invalid(
                $"{field} must not be longer than {LongestName} characters");
    }

    /// <summary>A tag's text made fit, since nobody can correct it before the upload.</summary>
    public static string? FromTag(string? text)
    {
        if (text is null || !IsUnicode(text)) return null;
        var visible = string.Concat(text.Where(c => !char.IsControl(c)))
            .Trim().Normalize(NormalizationForm.FormC);
        var runes = visible.EnumerateRunes().Take(LongestName);
        var fit = string.Concat(runes).Trim();
        return fit.Length > 0 ? fit : null;
    }

    /// <exception cref="RequestRefusedException">Missing, too long, or a path.</exception>
    public static string FileName(string? name)
    {
        var normal = Normalize(name, "the file name")
            ?? throw RequestRefusedException.Invalid("the file has no name");
        return normal.AsSpan().ContainsAny('/', '\\') || normal is "." or ".."
            ? throw RequestRefusedException.Invalid("the file name must not contain a path")
            : normal;
    }

    private static int Length(string text) => text.EnumerateRunes().Count();

    private static bool IsUnicode(string text) =>
        !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);
}
