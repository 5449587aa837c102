namespace AudioStreaming.CoreApi.Catalog;

/// <summary>A row of the catalog as far as it is shown, with its plays.</summary>
internal sealed record TrackRow
{
    /// <summary>The columns, of <c>track</c> and <c>totals</c>.</summary>
    public const string Columns =
        """
        track.id, track.artist, track.title, track.album, track.year, track.original_filename,
        track.original_size, track.status, track.failure_reason, track.uploaded_at,
        track.updated_at, track.duration_ms, track.loudness_lufs, track.true_peak_dbtp,
        track.hls_key, track.artwork_key, track.waveform_key, track.revision, track.sort_title,
        coalesce(totals.plays, 0) AS plays
        """;

    public Guid Id { get; init; }

    public string Artist { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Album { get; init; }

    public int? Year { get; init; }

    public string OriginalFilename { get; init; } = "";

    public long OriginalSize { get; init; }

    public string Status { get; init; } = "";

    public string? FailureReason { get; init; }

    public DateTime UploadedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public long? DurationMs { get; init; }

    public double? LoudnessLufs { get; init; }

    public double? TruePeakDbtp { get; init; }

    public string? HlsKey { get; init; }

    public string? ArtworkKey { get; init; }

    public string? WaveformKey { get; init; }

    public int Revision { get; init; }

    public string SortTitle { get; init; } = "";

    public long Plays { get; init; }

    /// <summary>How well it matches a search; higher is better.</summary>
    public double Rank { get; init; }
}
