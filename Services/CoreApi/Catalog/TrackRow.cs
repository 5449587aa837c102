namespace AudioStreaming.CoreApi.Catalog;

/// <summary>
/// A row of the catalog as far as it is shown, in the order of the <see cref="Columns"/>.
/// </summary>
/// <param name="Plays">From the statistics service.</param>
/// <param name="Rank">How well it matches a search; higher is better.</param>
internal sealed record TrackRow(
    Guid Id, string Artist, string Title, string? Album, int? Year, string OriginalFilename,
    long OriginalSize, string Status, string? FailureReason, DateTime UploadedAt,
    DateTime UpdatedAt, long? DurationMs, double? LoudnessLufs, double? TruePeakDbtp,
    string? HlsKey, string? ArtworkKey, string? WaveformKey, int Revision, string SortTitle,
    long Plays, double Rank)
{
    /// <summary>Of <c>track</c> and <c>totals</c>; the rank follows them.</summary>
    public const string Columns =
        """
        track.id, track.artist, track.title, track.album, track.year, track.original_filename,
        track.original_size, track.status, track.failure_reason, track.uploaded_at,
        track.updated_at, track.duration_ms, track.loudness_lufs, track.true_peak_dbtp,
        track.hls_key, track.artwork_key, track.waveform_key, track.revision, track.sort_title,
        coalesce(totals.plays, 0) AS plays
        """;
}
