namespace AudioStreaming.CoreApi.Catalog;

/// <summary>What the API's description shows.</summary>
internal static class CatalogExamples
{
    public const string Track =
        """
        {
          "track_id": "01a20396-5778-7cb5-9195-be777efbe37d",
          "artist": "Hans Zimmer",
          "title": "Interstellar Theme",
          "album": "Interstellar",
          "year": 2014,
          "original_filename": "theme.flac",
          "original_size": 31457280,
          "status": "ready",
          "uploaded_at": "2026-11-22T14:08:34.237377+00:00",
          "updated_at": "2026-11-22T14:08:39.102938+00:00",
          "duration_ms": 245000,
          "loudness_lufs": -14.2,
          "true_peak_dbtp": -0.8,
          "playlist_url": "/media/01a20396-5778-7cb5-9195-be777efbe37d/2/master.m3u8",
          "artwork_url": "/media/01a20396-5778-7cb5-9195-be777efbe37d/2/art/cover-512.jpg",
          "artwork_small_url": "/media/01a20396-5778-7cb5-9195-be777efbe37d/2/art/cover-128.jpg",
          "waveform_url": "/media/01a20396-5778-7cb5-9195-be777efbe37d/2/waveform.json",
          "plays": 1042,
          "revision": 0
        }
        """;

    public const string Page =
        $$"""
        {
          "items": [{{Track}}],
          "total": 1
        }
        """;

    public const string Events =
        """
        event: heartbeat
        data:
        retry: 2000

        event: track
        data: {"track_id":"01a20396-5778-7cb5-9195-be777efbe37d","status":"processing",…}

        event: deleted
        data: {"track_id":"01a20396-5778-7cb5-9195-be777efbe37d"}

        """;
}
