using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Converter.Claims;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Jobs;

/// <summary>
/// Reads <c>transcode-jobs</c>, whose messages only say that there may be work: each wakes the
/// workers, and the rows decide. What cannot be read becomes a dead letter.
/// </summary>
internal sealed partial class JobConsumer(
    IConsumer<string, byte[]> consumer, JobWorkers workers, NpgsqlDataSource database,
    ConverterTelemetry telemetry, TimeProvider time, IOptions<ClaimOptions> claims,
    ILogger<JobConsumer> logger)
    : BackgroundService
{
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
                if (consumer.Consume(PollTime) is not { Message: { } message } result) continue;
                workers.Wake();
                if (!IsReadable(message.Value)) await DeadLetterAsync(result, stopping);
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

    private static bool IsReadable(byte[]? value)
    {
        try
        {
            return JsonSerializer.Deserialize(value, ContractsJson.Default.TranscodeRequested)
                is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Goes on only when it is kept, however long the database is away.</summary>
    private async Task DeadLetterAsync(
        ConsumeResult<string, byte[]> result, CancellationToken stopping)
    {
        var (position, message) = (result.TopicPartitionOffset, result.Message);
        LogUnreadable(position);
        var letter = new DeadJob(
            "The message cannot be read.", Position: position.ToString(), Payload: message.Value);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await letter.EnqueueAsync(database, message.Key ?? "", stopping);
                telemetry.Failed("unreadable_message");
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
