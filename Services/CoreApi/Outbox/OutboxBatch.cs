using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.ServiceDefaults.Sql;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>
/// Sends what is due, one message of each key at a time, so that a key's order holds however many
/// replicas send at once: whoever holds a key's first message blocks its others.
/// </summary>
internal sealed class OutboxBatch(
    NpgsqlDataSource database, KafkaProducer producer, OutboxRefusals refusals,
    IOptions<OutboxOptions> options, FaultPoints faults, CoreApiTelemetry telemetry,
    TimeProvider time)
{
    /// <summary>
    /// Locks, sends, and removes what Kafka has acknowledged. A crash in between sends again.
    /// </summary>
    /// <exception cref="KafkaException">
    /// Kafka is unavailable; what was not acknowledged stays.
    /// </exception>
    /// <returns>How many were due.</returns>
    public async Task<int> SendAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await transaction.QueryAsync<OutboxRow>(
            """
            SELECT message.id, message.topic, message.key, message.payload, message.headers,
              message.attempts, now() - message.available_at AS lag
            FROM catalog.outbox AS message
            WHERE message.available_at <= now()
              AND NOT EXISTS (
                SELECT
                FROM catalog.outbox AS earlier
                WHERE earlier.topic = message.topic
                  AND earlier.key = message.key
                  AND earlier.id < message.id
                  -- A message that was refused still goes before its followers.
                  AND (earlier.available_at <= now() OR earlier.attempts > 0))
            ORDER BY message.id
            LIMIT @size
            FOR UPDATE OF message SKIP LOCKED
            """,
            new { size = options.Value.BatchSize }, cancellationToken);
        if (rows.Count == 0) return 0;

        var sending = rows.ConvertAll(row => SendAsync(row, cancellationToken));
        await Task.WhenAll(sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await faults.ReachAsync("outbox.sent");

        var sent = rows.Where((_, i) => sending[i].IsCompletedSuccessfully).Select(row => row.Id);
        await transaction.ExecuteAsync(
            "DELETE FROM catalog.outbox WHERE id = ANY(@ids)",
            new { ids = sent.ToArray() }, CancellationToken.None);
        var failed = rows.Zip(sending).Where(pair => !pair.Second.IsCompletedSuccessfully).ToList();
        foreach (var (row, attempt) in failed)
            await refusals.HandleAsync(transaction, row, attempt.Exception?.InnerException);
        await transaction.CommitAsync(CancellationToken.None);
        if (failed.Find(pair => IsOutage(pair.Second)) is { Second: { } outage }) await outage;
        return rows.Count;
    }

    /// <summary>When the next message is due, by the database's clock.</summary>
    public Task<TimeSpan?> NextDueInAsync(CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<TimeSpan?>(
            """
            SELECT min(available_at) - now()
            FROM catalog.outbox
            WHERE available_at > now()
            """,
            null, cancellationToken);

    private async Task SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var stored = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Headers) ?? [];
        _ = ActivityContext.TryParse(
            stored.GetValueOrDefault("traceparent"), stored.GetValueOrDefault("tracestate"),
            isRemote: true, out var parent);
        using var activity = CoreApiTelemetry.Source.StartActivity(
            $"send {row.Topic}", ActivityKind.Producer, parent);
        activity?.SetTag("messaging.system", "kafka");
        activity?.SetTag("messaging.operation.type", "send");
        activity?.SetTag("messaging.destination.name", row.Topic);

        var headers = new Headers();
        foreach (var (name, value) in stored)
        {
            var isTrace = name is "traceparent" or "tracestate";
            if (!isTrace || activity is null) headers.Add(name, Encoding.UTF8.GetBytes(value));
        }
        await producer.ProduceAsync(
            row.Topic,
            new Message<byte[], byte[]>
            {
                Key = Encoding.UTF8.GetBytes(row.Key),
                Value = Encoding.UTF8.GetBytes(row.Payload),
                Headers = headers.Inject(activity),
            },
            cancellationToken);
        telemetry.MessageSent(row.Topic, row.Lag + time.GetElapsedTime(began));
    }

    private static bool IsOutage(Task attempt) =>
        attempt.IsCanceled
        || SendFailures.Of(attempt.Exception!.InnerException!) == SendFailure.Outage;
}

/// <param name="Id">Grows in the order of the transactions' inserts.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="Key">Messages of a key keep their order.</param>
/// <param name="Payload">JSON.</param>
/// <param name="Headers">JSON, texts by name.</param>
/// <param name="Attempts">How often Kafka has answered and not taken it.</param>
/// <param name="Lag">How long it has been due.</param>
internal sealed record OutboxRow(
    long Id, string Topic, string Key, string Payload, string Headers, int Attempts, TimeSpan Lag);
