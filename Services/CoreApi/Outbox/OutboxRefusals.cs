using System.Data.Common;
using Confluent.Kafka;
using Dapper;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>
/// Messages that Kafka does not take: tried again with growing pauses while that may help, then
/// put aside with the reason, so that the others of their key go on. Never dropped.
/// </summary>
internal sealed partial class OutboxRefusals(
    IOptions<OutboxOptions> options, ILogger<OutboxRefusals> logger)
{
    private readonly OutboxOptions _options = options.Value;

    /// <param name="transaction">Holds the message.</param>
    /// <param name="row">The message.</param>
    /// <param name="fault">Why it was not sent; <c>null</c> if that was cut short.</param>
    public Task HandleAsync(DbTransaction transaction, OutboxRow row, Exception? fault)
    {
        var failure = fault is null ? SendFailure.Outage : SendFailures.Of(fault);
        if (failure == SendFailure.Outage) return Task.CompletedTask;
        return failure == SendFailure.Hopeless || row.Attempts + 1 >= _options.MostRefusals
            ? PutAsideAsync(transaction, row, (KafkaException)fault!)
            : PostponeAsync(transaction, row, (KafkaException)fault!);
    }

    private Task<int> PostponeAsync(DbTransaction transaction, OutboxRow row, KafkaException fault)
    {
        var doublings = Math.Min(row.Attempts, 16);
        var pause = _options.ShortestBackoff * Math.Pow(2, doublings);
        if (pause > _options.LongestBackoff) pause = _options.LongestBackoff;
        MessageRefused(row.Topic, row.Key, fault.Error.Reason, pause);
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            UPDATE catalog.outbox
            SET attempts = attempts + 1, available_at = now() + @pause
            WHERE id = @Id
            """,
            new { row.Id, pause }, transaction, cancellationToken: CancellationToken.None));
    }

    private async Task PutAsideAsync(
        DbTransaction transaction, OutboxRow row, KafkaException fault)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            WITH refused AS (
              DELETE FROM catalog.outbox
              WHERE id = @Id
              RETURNING id, topic, key, payload, headers, created_at
            )
            INSERT INTO catalog.outbox_dead (
              id, topic, key, payload, headers, created_at, reason, attempts)
            SELECT id, topic, key, payload, headers, created_at, @reason, @attempts
            FROM refused
            """,
            new { row.Id, reason = $"{fault.Error}", attempts = row.Attempts + 1 },
            transaction, cancellationToken: CancellationToken.None));
        MessagePutAside(row.Topic, row.Key, fault.Error.Reason);
        CoreApiTelemetry.MessageDead(row.Topic, fault.Error.Code.ToString());
    }
}
