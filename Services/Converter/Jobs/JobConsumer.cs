using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Converter.Claims;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Jobs;

/// <summary>
/// Reads <c>transcode-jobs</c>, whose messages only say that there may be work: each wakes the
/// workers, and the rows decide. What cannot be read, or is not ours, becomes a dead letter.
/// </summary>
internal sealed partial class JobConsumer(
    IConsumer<byte[], byte[]> consumer, RecordSignature signature, JobWorkers workers,
    NpgsqlDataSource database, ConverterTelemetry telemetry, TimeProvider time,
    IOptions<ClaimOptions> claims, ILogger<JobConsumer> logger)
    : BackgroundService
{
    private const string Unreadable = "The message cannot be read.";

    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(
            () => FollowAsync(stoppingToken), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    private async Task FollowAsync(CancellationToken stopping)
    {
        consumer.Subscribe(Topics.TranscodeJobs);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(PollTime) is not { Message: not null } result) continue;
                if (Objection(result) is { } reason)
                    await DeadLetterAsync(result, reason, stopping);
                else
                    workers.Wake();
                consumer.StoreOffset(result);
            }
            catch (KafkaException fault) when (!fault.Error.IsFatal)
            {
                LogKafkaFailed(fault);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The message is read again.
            }
        }
        consumer.Close();
    }

    private string? Objection(ConsumeResult<byte[], byte[]> result)
    {
        if (!signature.Accepts(result)) return RecordSignature.Missing;
        try
        {
            return JsonSerializer.Deserialize(
                result.Message.Value, ContractsJson.Default.TranscodeRequested) is null
                    ? Unreadable
                    : null;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    /// <summary>Goes on only when it is kept, however long the database is away.</summary>
    private async Task DeadLetterAsync(
        ConsumeResult<byte[], byte[]> result, string reason, CancellationToken stopping)
    {
        var (position, message) = (result.TopicPartitionOffset, result.Message);
        LogRefused(position, reason);
        var letter = new DeadJob(
            reason, Position: position.ToString(), Payload: message.Value);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await letter.EnqueueAsync(database, position.ToString(), stopping);
                telemetry.Failed("refused_message");
                return;
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                LogNotKept(fault, position);
                await Task.Delay(claims.Value.Backoff(attempt), time, stopping);
            }
        }
    }
}
