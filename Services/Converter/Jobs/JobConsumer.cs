using System.Collections.Concurrent;
using AudioStreaming.Contracts;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Jobs;

/// <summary>
/// Reads <c>transcode-jobs</c>. It polls without pause, so that Kafka never takes it for dead
/// during a long job: backpressure is that its partitions are paused while enough jobs wait.
/// Offsets are committed by hand.
/// </summary>
internal sealed partial class JobConsumer(
    IConsumer<byte[], byte[]> consumer, JobWorkers workers, QueueDepth depth,
    ConverterTelemetry telemetry, IOptions<JobOptions> options, ILogger<JobConsumer> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<TopicPartitionOffset> _finished = new();
    private readonly Dictionary<TopicPartition, PartitionOffsets> _partitions = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var working = workers.RunAsync(_finished.Enqueue, stoppingToken);
        await Task.Factory.StartNew(
            () => Consume(working, stoppingToken), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await working;
    }

    /// <summary>Polls until the service stops and every worker has returned its job.</summary>
    private void Consume(Task working, CancellationToken stoppingToken)
    {
        consumer.Subscribe(Topics.TranscodeJobs);
        while (!stoppingToken.IsCancellationRequested || !working.IsCompleted)
        {
            try
            {
                PauseOrResume(stoppingToken.IsCancellationRequested);
                if (consumer.Consume(Poll) is { Message: not null } result) Take(result);
                CommitFinished();
                telemetry.QueueMeasured(depth.Measure(), workers.Waiting);
            }
            catch (KafkaException fault) when (!fault.Error.IsFatal)
            {
                LogKafkaFailed(fault);
            }
        }
        consumer.Close();
    }

    /// <summary>
    /// Of all partitions each time: a rebalance may bring some that are not paused yet, and some
    /// that still are, from when they were here before. It does nothing to those that are right.
    /// </summary>
    private void PauseOrResume(bool stopping)
    {
        if (stopping || workers.Waiting >= options.Value.Waiting)
            consumer.Pause(consumer.Assignment);
        else
            consumer.Resume(consumer.Assignment);
    }

    private void Take(ConsumeResult<byte[], byte[]> result)
    {
        if (!_partitions.TryGetValue(result.TopicPartition, out var offsets))
            _partitions[result.TopicPartition] = offsets = new PartitionOffsets();
        if (offsets.Start(result.Offset) is > 0 and var lost)
        {
            telemetry.MessagesLost(lost);
            LogMessagesLost(lost, result.TopicPartitionOffset);
        }
        workers.Add(QueuedJob.Of(result));
    }

    private void CommitFinished()
    {
        foreach (var gone in _partitions.Keys.Except(consumer.Assignment).ToList())
            _partitions.Remove(gone);
        var commits = new Dictionary<TopicPartition, TopicPartitionOffset>();
        while (_finished.TryDequeue(out var done))
        {
            if (_partitions.TryGetValue(done.TopicPartition, out var offsets)
                && offsets.Finish(done.Offset) is { } next)
                commits[done.TopicPartition] = new TopicPartitionOffset(done.TopicPartition, next);
        }
        if (commits.Count > 0) consumer.Commit(commits.Values);
    }
}
