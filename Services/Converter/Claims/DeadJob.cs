using System.Data.Common;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Outbox;

namespace AudioStreaming.Converter.Claims;

/// <summary>The dead letter of <c>transcode-jobs</c>.</summary>
/// <param name="Reason">What went wrong, in words.</param>
/// <param name="TrackId">The track, where the message could be read.</param>
/// <param name="Attempts">Tries made.</param>
/// <param name="Position">Where the message stood, where it could not be read.</param>
/// <param name="Payload">Its bytes (base64), where it could not be read.</param>
internal sealed record DeadJob(
    string Reason, TrackId? TrackId = null, int? Attempts = null, string? Position = null,
    byte[]? Payload = null)
{
    /// <summary>In a transaction of its own.</summary>
    public async Task EnqueueAsync(
        DbDataSource database, string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await EnqueueAsync(transaction, key, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Sent when the transaction is committed.</summary>
    public Task EnqueueAsync(
        DbTransaction transaction, string key, CancellationToken cancellationToken) =>
        transaction.EnqueueAsync(
            Topics.Dead(Topics.TranscodeJobs), key,
            JsonSerializer.Serialize(this, DeadJobJson.Default.DeadJob), cancellationToken);
}
