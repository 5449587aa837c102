using System.Collections.Concurrent;
using AudioStreaming.Contracts;
using Confluent.Kafka;
using Dapper;
using Npgsql;

namespace AudioStreaming.Converter.Tests;

/// <summary>Sends what the converters put into the outbox, as the catalog's owner does.</summary>
public sealed class OutboxPump(NpgsqlDataSource database, IProducer<string, byte[]> producer)
    : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<OutboxMessage> _sent = new();
    private Task _running = Task.CompletedTask;

    public IEnumerable<OutboxMessage> Sent => _sent;

    public void Start() => _running = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            await using var connection = await database.OpenConnectionAsync(_stopping.Token);
            var messages = await connection.QueryAsync<OutboxMessage>(
                """
                DELETE FROM catalog.outbox
                WHERE available_at <= now()
                RETURNING topic, key, payload::text AS payload, headers::text AS headers
                """);
            foreach (var message in messages)
            {
                _sent.Enqueue(message);
                // What nobody reads here would only fill the broker's memory.
                if (message.Topic != Topics.TranscodeJobs) continue;
                await producer.ProduceAsync(message.Topic, new Message<string, byte[]>
                {
                    Key = message.Key,
                    Value = System.Text.Encoding.UTF8.GetBytes(message.Payload),
                });
            }
        }
    }
}

public sealed record OutboxMessage(string Topic, string Key, string Payload, string Headers);
