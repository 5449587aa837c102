namespace AudioStreaming.CoreApi.Uploads;

/// <summary>The form of an upload, as the API's description shows it.</summary>
/// <param name="File">The audio file.</param>
/// <param name="Artist">At most 255 characters; may be left out where the tags have it.</param>
/// <param name="Title">At most 255 characters; may be left out where the tags have it.</param>
internal sealed record UploadFields(IFormFile File, string? Artist, string? Title)
{
    public const string ExampleAnswer =
        """
        {
          "track_id": "01a20396-5778-7cb5-9195-be777efbe37d",
          "artist": "Hans Zimmer",
          "title": "Interstellar Theme",
          "original_filename": "theme.flac",
          "status": "pending",
          "uploaded_at": "2026-11-22T14:08:34.237377+00:00",
          "manage_token": "ICTWmmM4t3iMm1pVAKnhpSpGB5JO0e5LTr1VjaEhmc4"
        }
        """;

    public const string Example =
        """
        { "file": "(the bytes of theme.flac)", "artist": "Hans Zimmer", "title": "Interstellar" }
        """;
}
