namespace AudioStreaming.Contracts;

/// <summary>Where objects live in the object store.</summary>
public static class ObjectKeys
{
    /// <summary>Everything uploaded for a track.</summary>
    public static string Raw(TrackId track) => $"raw/{track}/";

    /// <param name="track">The track.</param>
    /// <param name="extension">Of the detected type, without dot: mp3, flac or wav.</param>
    public static string Original(TrackId track, string extension) =>
        $"{Raw(track)}original.{extension}";

    /// <summary>Every presentation of a track.</summary>
    public static string Hls(TrackId track) => $"hls/{track}/";

    /// <summary>
    /// One presentation. The fencing token is part of the path, so that a worker that lost its
    /// lease can never overwrite the winner's files.
    /// </summary>
    public static string Hls(TrackId track, long version) => $"{Hls(track)}{version}/";

    public static string Artwork(TrackId track) => $"art/{track}/";

    public static string Artwork(TrackId track, long version) => $"{Artwork(track)}{version}/";

    public static string Waveform(TrackId track) => $"wave/{track}/";

    public static string Waveform(TrackId track, long version) => $"{Waveform(track)}{version}/";
}
