using System.Diagnostics;
using System.Threading.Channels;
using AudioStreaming.Contracts;
using AudioStreaming.Converter.Claims;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Jobs;

/// <summary>The workers of this process: each takes a job, completes it, takes the next.</summary>
internal sealed partial class JobWorkers(
    JobRunner runner, NpgsqlDataSource database, ConverterTelemetry telemetry, TimeProvider time,
    IOptions<JobOptions> options, IOptions<ClaimOptions> claims, ILogger<JobWorkers> logger)
{
    // The consumer bounds it, for it cannot wait: it pauses its partitions while enough wait.
    private readonly Channel<QueuedJob> _queue = Channel.CreateUnbounded<QueuedJob>();

    /// <summary>Jobs that wait for a free worker.</summary>
    public int Waiting => _queue.Reader.Count;

    public void Add(QueuedJob job) => _queue.Writer.TryWrite(job);

    /// <summary>Works until told to stop, then returns running jobs.</summary>
    /// <param name="finished">Told each message that is done with.</param>
    /// <param name="stopping">The end of the service.</param>
    public async Task RunAsync(Action<TopicPartitionOffset> finished, CancellationToken stopping)
    {
        try
        {
            await Parallel.ForEachAsync(
                _queue.Reader.ReadAllAsync(stopping),
                new ParallelOptions { MaxDegreeOfParallelism = options.Value.Workers },
                async (job, _) =>
                {
                    await CompleteAsync(job, stopping);
                    finished(job.Position);
                });
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // What is not finished is not committed, and read again.
        }
    }

    /// <summary>
    /// A job is complete when the database says so: without it, there is only waiting.
    /// </summary>
    private async Task CompleteAsync(QueuedJob job, CancellationToken stopping)
    {
        using var activity = ConverterTelemetry.Source.StartActivity(
            "transcode", ActivityKind.Consumer, job.Message.Headers.ExtractTraceContext());
        activity?.SetTag("messaging.destination.name", Topics.TranscodeJobs);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (job.Request is { } request)
                {
                    activity?.SetTag("track.id", request.TrackId.ToString());
                    var outcome = await runner.RunAsync(request.TrackId, stopping);
                    activity?.SetTag("job.outcome", outcome.ToString());
                }
                else await DeadLetterAsync(job, stopping);
                return;
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                LogNotCompleted(fault, job.Position);
                await Task.Delay(claims.Value.Backoff(attempt), time, stopping);
            }
        }
    }

    private async Task DeadLetterAsync(QueuedJob job, CancellationToken cancellationToken)
    {
        LogUnreadable(job.Position);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await new DeadJob(
            "The message cannot be read.", Position: job.Position.ToString(),
            Payload: job.Message.Value)
            .EnqueueAsync(transaction, Convert.ToBase64String(job.Message.Key ?? []), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        telemetry.Failed("unreadable_message");
    }
}
