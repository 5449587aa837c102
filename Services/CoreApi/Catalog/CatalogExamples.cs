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
          "plays": 1042
        }
        """;

    public const string Page =
        $$"""
        {
          "items": [{{Track}}],
          "total": 1
        }
        """;

    public const string BadStatus =
        """
        {
          "type": "/problems/invalid-request",
          "title": "The request is not valid",
          "status": 400,
          "detail": "status must be pending, processing, ready, failed, playable or all",
          "error": "invalid_request",
          "message": "status must be pending, processing, ready, failed, playable or all"
        }
        """;

    public const string NotFound =
        """
        {
          "type": "/problems/not-found",
          "title": "There is no such thing",
          "status": 404,
          "detail": "there is no such track",
          "error": "not_found",
          "message": "there is no such track"
        }
        """;

    public const string Forbidden =
        """
        {
          "type": "/problems/forbidden",
          "title": "This token does not allow it",
          "status": 403,
          "detail": "this manage token belongs to another track",
          "error": "forbidden",
          "message": "this manage token belongs to another track"
        }
        """;
}
