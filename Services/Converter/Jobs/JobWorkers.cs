using System.Diagnostics;
using AudioStreaming.Contracts;
using AudioStreaming.Converter.Claims;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Jobs;

/// <summary>The workers of this process: each takes a job, settles it, takes the next.</summary>
internal sealed partial class JobWorkers(
    JobQueue queue, JobRunner runner, NpgsqlDataSource database, ConverterTelemetry telemetry,
    TimeProvider time, IOptions<JobOptions> options, ILogger<JobWorkers> logger)
{
    /// <summary>Works until told to stop, then hands running jobs back.</summary>
    /// <param name="finished">Told each message that is done with.</param>
    /// <param name="stopping">The end of the service.</param>
    public Task RunAsync(Action<TopicPartitionOffset> finished, CancellationToken stopping) =>
        Task.WhenAll(Enumerable
            .Range(0, options.Value.Workers)
            .Select(_ => Task.Run(() => WorkAsync(finished, stopping), CancellationToken.None)));

    private async Task WorkAsync(
        Action<TopicPartitionOffset> finished, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var job = await queue.TakeAsync(stopping);
                await SettleAsync(job, stopping);
                finished(job.Position);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>
    /// A job is settled when the database says so: without it, there is only waiting.
    /// </summary>
    private async Task SettleAsync(HeldJob job, CancellationToken stopping)
    {
        using var activity = telemetry.Source.StartActivity(
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
                else await BuryAsync(job, stopping);
                return;
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                NotSettled(fault, job.Position.Partition.Value, job.Position.Offset.Value);
                await Task.Delay(options.Value.Backoff(attempt), time, stopping);
            }
        }
    }

    private async Task BuryAsync(HeldJob job, CancellationToken cancellationToken)
    {
        Unreadable(job.Position.Partition.Value, job.Position.Offset.Value);
        await using var work = await CatalogTransaction.BeginAsync(database, cancellationToken);
        var dead = new DeadJob(
            "The message cannot be read.", Position: job.Position.ToString(),
            Payload: job.Message.Value);
        await JobAnnouncements.DeadAsync(work, job.Message.Key ?? "", dead);
        await work.CommitAsync();
        telemetry.Failed("unreadable_message");
    }
}
