using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Media;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>A track as clients see it. URLs are paths on the public origin.</summary>
/// <param name="TrackId">The track.</param>
/// <param name="Artist">Who made it.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Album">Where it was published, if known.</param>
/// <param name="Year">When it was published, if known.</param>
/// <param name="OriginalFilename">The uploaded file's name.</param>
/// <param name="OriginalSize">The uploaded file's size in bytes.</param>
/// <param name="Status"><c>pending</c>, <c>processing</c>, <c>ready</c> or <c>failed</c>.</param>
/// <param name="FailureReason">Why it failed, for people.</param>
/// <param name="UploadedAt">When it was accepted (UTC).</param>
/// <param name="UpdatedAt">When anything of this last changed (UTC).</param>
/// <param name="DurationMs">Length in milliseconds, once known.</param>
/// <param name="LoudnessLufs">Integrated loudness (EBU R128), in LUFS.</param>
/// <param name="TruePeakDbtp">Highest true peak, in dBTP.</param>
/// <param name="ArtworkUrl">The cover, 512 pixels square.</param>
/// <param name="ArtworkSmallUrl">The cover, 128 pixels square.</param>
/// <param name="PlaylistUrl">
/// The HLS playlist, as soon as the track can be played, which is before it is <c>ready</c>.
/// </param>
/// <param name="WaveformUrl">The waveform's peaks.</param>
/// <param name="Plays">How often it has been played (30 s or more).</param>
/// <param name="Revision">
/// How often artist and title were corrected; sent with a correction, it prevents overwriting
/// another one.
/// </param>
public sealed record Track(
    TrackId TrackId, string Artist, string Title, string? Album, int? Year,
    string OriginalFilename, long OriginalSize, string Status, string? FailureReason,
    DateTimeOffset UploadedAt, DateTimeOffset UpdatedAt, long? DurationMs, double? LoudnessLufs,
    double? TruePeakDbtp, string? PlaylistUrl, string? ArtworkUrl, string? ArtworkSmallUrl,
    string? WaveformUrl, long Plays, int Revision)
{
    internal static Track Of(TrackRow row, MediaUrls urls) => new(
        new TrackId(row.Id), row.Artist, row.Title, row.Album, row.Year,
        row.OriginalFilename, row.OriginalSize, row.Status, row.FailureReason,
        new DateTimeOffset(row.UploadedAt), new DateTimeOffset(row.UpdatedAt), row.DurationMs,
        row.LoudnessLufs, row.TruePeakDbtp, urls.Playlist(row.HlsKey),
        urls.Cover(row.ArtworkKey, 512), urls.Cover(row.ArtworkKey, 128),
        urls.Waveform(row.WaveformKey), row.Plays, row.Revision);
}
