using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Catalog;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>The answer to an upload.</summary>
/// <param name="TrackId">The new track.</param>
/// <param name="Artist">As given, or as the file's tags say.</param>
/// <param name="Title">As given, or as the file's tags say.</param>
/// <param name="OriginalFilename">As the client called it.</param>
/// <param name="Status">Always <c>pending</c>: the track waits to be transcoded.</param>
/// <param name="UploadedAt">When it was accepted (UTC).</param>
/// <param name="ManageToken">Deletes or corrects the track; told this once and never again.</param>
public sealed record UploadResponse(
    TrackId TrackId, string Artist, string Title, string OriginalFilename, string Status,
    DateTimeOffset UploadedAt, string ManageToken)
{
    internal static UploadResponse Of(NewTrack track, string manageToken) => new(
        track.Id, track.Artist, track.Title, track.File.Name, "pending", track.UploadedAt,
        manageToken);
}
