using System.Data.Common;
using System.Diagnostics;
using AudioStreaming.Audio;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Outbox;
using AudioStreaming.ServiceDefaults.Sql;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>A track on its way into the catalog.</summary>
/// <param name="Lane">
/// Jobs of one lane take turns with those of others; forgotten when the job ends.
/// </param>
internal sealed record NewTrack(
    TrackId Id, string Artist, string Title, OriginalFile File, byte[] ManageTokenHash,
    DateTimeOffset UploadedAt, int? Lane)
{
    /// <summary>Inserts it, asks for its transcoding, and announces it.</summary>
    public async Task AddAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO catalog.tracks (
              id, artist, title, original_filename, original_key, original_format,
              original_size, content_sha256, manage_token_hash, uploaded_at,
              expected_length, lane, trace_parent)
            VALUES (
              @id, @Artist, @Title, @Name, @Key, @format,
              @Size, @Sha256, @ManageTokenHash, @UploadedAt,
              @ExpectedLength, @Lane, @traceParent)
            """,
            new
            {
                id = Id.Value,
                Artist,
                Title,
                File.Name,
                File.Key,
                format = File.Format.Extension(),
                File.Size,
                File.Sha256,
                ManageTokenHash,
                UploadedAt,
                File.ExpectedLength,
                Lane,
                traceParent = Activity.Current?.Id,
            },
            cancellationToken);
        await transaction.EnqueueAsync(
            TranscodeRequested.New(UploadedAt, Id), cancellationToken);
        await transaction.EnqueueAsync(
            TrackChanged.New(UploadedAt, Id, TrackChange.Created, trackVersion: 0),
            cancellationToken);
    }
}
