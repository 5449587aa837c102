using System.Buffers;

namespace AudioStreaming.Storage;

/// <summary>
/// The rule for keys, alike in every store: relative paths of visible names, so that no key can
/// leave the store's root or reach its own files.
/// </summary>
internal static class ObjectKey
{
    private const int LongestKey = 512;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <exception cref="ArgumentException">The key could escape, or is none.</exception>
    public static void ThrowIfInvalid(string key)
    {
        ThrowIfInvalidPrefix(key);
        if (key.Length == 0 || key[^1] == '/')
            throw new ArgumentException("an object key must name an object", nameof(key));
    }

    /// <exception cref="ArgumentException">The prefix could escape.</exception>
    public static void ThrowIfInvalidPrefix(string prefix)
    {
        var valid = prefix.Length <= LongestKey
            && !prefix.AsSpan().ContainsAnyExcept(Allowed)
            && !prefix.StartsWith('/') && !prefix.StartsWith('.')
            && !prefix.Contains("//") && !prefix.Contains("/.");
        if (!valid) throw new ArgumentException("not an object key", nameof(prefix));
    }

    /// <exception cref="ArgumentException">Not a folder, or the whole store.</exception>
    public static void ThrowIfNotFolder(string prefix)
    {
        ThrowIfInvalidPrefix(prefix);
        if (prefix.Length < 2 || prefix[^1] != '/')
            throw new ArgumentException("a folder ends with a slash", nameof(prefix));
    }
}
