using System.Collections.Frozen;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>A file that may be asked for, by the strict form of its name.</summary>
/// <param name="Key">The object.</param>
/// <param name="ContentType">By the extension, which only ever is one of ours.</param>
/// <param name="Kind">How it is delivered.</param>
internal sealed record MediaFile(string Key, string ContentType, MediaKind Kind)
{
    private const int MaxNameLength = 100;

    private static readonly FrozenDictionary<string, (string Type, MediaKind Kind)> Types =
        new Dictionary<string, (string, MediaKind)>
        {
            [".m3u8"] = ("application/vnd.apple.mpegurl", MediaKind.Playlist),
            [".mp4"] = ("audio/mp4", MediaKind.Segment),
            [".m4a"] = ("audio/mp4", MediaKind.Segment),
            [".m4s"] = ("video/iso.segment", MediaKind.Segment),
            [".json"] = ("application/json", MediaKind.Text),
            [".jpg"] = ("image/jpeg", MediaKind.Segment),
            [".png"] = ("image/png", MediaKind.Segment),
            [".webp"] = ("image/webp", MediaKind.Segment),
        }.ToFrozenDictionary();

    /// <returns><c>null</c> if nothing of ours can have that name.</returns>
    public static MediaFile? Find(string folder, string name) =>
        IsName(name) && Types.TryGetValue(Path.GetExtension(name), out var type)
            ? new MediaFile(folder + name, type.Type, type.Kind)
            : null;

    private static bool IsName(string name) =>
        name.Length <= MaxNameLength
        && name[0] != '.'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}

/// <summary>How a file is delivered.</summary>
internal enum MediaKind
{
    /// <summary>Text that grows until the track is ready.</summary>
    Playlist,

    /// <summary>Text that never changes.</summary>
    Text,

    /// <summary>Bytes that never change.</summary>
    Segment,
}
