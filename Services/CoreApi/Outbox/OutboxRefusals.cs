using System.Data.Common;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Sql;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>
/// Messages that Kafka does not take: tried again with growing backoff while that may help, then
/// dead letters with the reason, so that the others of their key go on. Never dropped.
/// </summary>
internal sealed partial class OutboxRefusals(
    IOptions<OutboxOptions> options, CoreApiTelemetry telemetry, ILogger<OutboxRefusals> logger)
{
    /// <param name="transaction">Holds the message.</param>
    /// <param name="row">The message.</param>
    /// <param name="fault">Why it was not sent; <c>null</c> if that was cut short.</param>
    public Task HandleAsync(DbTransaction transaction, OutboxRow row, Exception? fault)
    {
        var failure = fault is null ? SendFailure.Outage : SendFailures.Of(fault);
        if (failure == SendFailure.Outage) return Task.CompletedTask;
        return failure == SendFailure.Hopeless || row.Attempts + 1 >= options.Value.MostRefusals
            ? DeadLetterAsync(transaction, row, fault!)
            : PostponeAsync(transaction, row, fault!.Message);
    }

    private Task<int> PostponeAsync(DbTransaction transaction, OutboxRow row, string reason)
    {
        var backoff = options.Value.Schedule.Backoff(row.Attempts + 1);
        LogRefused(row.Topic, row.Key, reason, backoff);
        return transaction.ExecuteAsync(
            """
            UPDATE catalog.outbox
            SET attempts = attempts + 1, available_at = now() + @backoff
            WHERE id = @Id
            """,
            new { row.Id, backoff }, CancellationToken.None);
    }

    private async Task DeadLetterAsync(
        DbTransaction transaction, OutboxRow row, Exception fault)
    {
        var error = (fault as KafkaException)?.Error;
        var reason = error?.ToString() ?? fault.Message;
        await transaction.ExecuteAsync(
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
            new { row.Id, reason, attempts = row.Attempts + 1 },
            CancellationToken.None);
        LogDeadLettered(row.Topic, row.Key, fault.Message);
        telemetry.MessageDeadLettered(row.Topic, error?.Code.ToString() ?? fault.GetType().Name);
    }
}
