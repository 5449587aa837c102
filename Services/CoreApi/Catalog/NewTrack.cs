using System.Data.Common;
using AudioStreaming.Audio;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Outbox;
using AudioStreaming.ServiceDefaults.Sql;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>A track on its way into the catalog.</summary>
internal sealed record NewTrack(
    TrackId Id, string Artist, string Title, OriginalFile File, byte[] ManageTokenHash,
    DateTimeOffset UploadedAt)
{
    /// <summary>Inserts it, asks for its transcoding, and announces it.</summary>
    public async Task AddAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO catalog.tracks (
              id, artist, title, original_filename, original_key, original_format,
              original_size, content_sha256, manage_token_hash, uploaded_at)
            VALUES (
              @id, @Artist, @Title, @Name, @Key, @format,
              @Size, @Sha256, @ManageTokenHash, @UploadedAt)
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
            },
            cancellationToken);
        await transaction.EnqueueAsync(
            TranscodeRequested.New(UploadedAt, Id), TimeSpan.Zero, cancellationToken);
        await transaction.EnqueueAsync(
            TrackChanged.New(UploadedAt, Id, TrackChange.Created, trackVersion: 0),
            cancellationToken);
    }
}
