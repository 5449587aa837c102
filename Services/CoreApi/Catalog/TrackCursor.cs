using System.Buffers.Text;
using System.Text.Json;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>Where a page ended: opaque to clients, stable while rows come and go.</summary>
/// <param name="Sort">The order it belongs to.</param>
/// <param name="Key">The last row's sort key, as text.</param>
/// <param name="Id">The last row, since keys can be equal.</param>
internal sealed record TrackCursor(string Sort, string Key, Guid Id)
{
    private const int Longest = 4096;

    public string Encode() =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>The cursor, or <c>null</c> if the text is none of ours.</summary>
    public static TrackCursor? TryDecode(string text)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text)) return null;
        try
        {
            var cursor = JsonSerializer.Deserialize<TrackCursor>(
                Base64Url.DecodeFromChars(text));
            return cursor is { Sort: not null, Key: not null } && !cursor.Key.Contains('\0')
                ? cursor
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
