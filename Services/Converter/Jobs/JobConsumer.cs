using System.Collections.Concurrent;
using System.Text.Json;
using AudioStreaming.Contracts;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Jobs;

/// <summary>
/// Reads <c>transcode-jobs</c>. It polls without pause, so that Kafka never takes it for dead
/// during a long job: while enough jobs wait, its partitions are paused. Offsets are committed by
/// hand.
/// </summary>
internal sealed partial class JobConsumer(
    IConsumer<string, byte[]> consumer, JobQueue queue, JobWorkers workers, QueueDepth depth,
    ConverterTelemetry telemetry, IOptions<JobOptions> options, ILogger<JobConsumer> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<TopicPartitionOffset> _finished = new();
    private readonly Dictionary<TopicPartition, PartitionOffsets> _partitions = [];
    private readonly Dictionary<TopicPartition, long> _next = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var working = workers.RunAsync(_finished.Enqueue, stoppingToken);
        await Task.Factory.StartNew(
            () => Consume(working, stoppingToken), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await working;
    }

    /// <summary>Polls until the service stops and every worker has let go of its job.</summary>
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
                telemetry.Queue(depth.Measure(), queue.Count);
            }
            catch (KafkaException fault) when (!fault.Error.IsFatal)
            {
                KafkaTroubled(fault);
            }
        }
        consumer.Close();
    }

    private void Take(ConsumeResult<string, byte[]> result)
    {
        ReportGap(result);
        _next[result.TopicPartition] = result.Offset + 1;
        if (!_partitions.TryGetValue(result.TopicPartition, out var offsets))
            _partitions[result.TopicPartition] = offsets = new PartitionOffsets();
        offsets.Start(result.Offset);
        queue.Add(new HeldJob(
            result.TopicPartitionOffset, Parse(result.Message.Value), result.Message));
    }

    private static TranscodeRequested? Parse(byte[]? value)
    {
        try
        {
            return JsonSerializer.Deserialize(value, ContractsJson.Default.TranscodeRequested);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Of all partitions each time: a rebalance may bring some that are not paused yet, and some
    /// that still are, from when they were here before. It does nothing to those that are right.
    /// </summary>
    private void PauseOrResume(bool stopping)
    {
        if (stopping || queue.Count >= options.Value.Waiting)
            consumer.Pause(consumer.Assignment);
        else
            consumer.Resume(consumer.Assignment);
    }

    private void CommitFinished()
    {
        var commits = new Dictionary<TopicPartition, TopicPartitionOffset>();
        while (_finished.TryDequeue(out var done))
        {
            if (_partitions.TryGetValue(done.TopicPartition, out var offsets)
                && offsets.Finish(done.Offset) is { } next)
                commits[done.TopicPartition] = new TopicPartitionOffset(done.TopicPartition, next);
        }
        var mine = consumer.Assignment;
        commits = commits.Where(commit => mine.Contains(commit.Key)).ToDictionary();
        if (commits.Count > 0) consumer.Commit(commits.Values);
        foreach (var gone in _partitions.Keys.Except(mine).ToList())
        {
            _partitions.Remove(gone);
            _next.Remove(gone);
        }
    }

    private void ReportGap(ConsumeResult<string, byte[]> result)
    {
        if (!_next.TryGetValue(result.TopicPartition, out var expected)
            || result.Offset.Value <= expected)
            return;
        var lost = result.Offset.Value - expected;
        telemetry.Lost(lost);
        MessagesLost(lost, result.Partition.Value, expected);
    }
}
