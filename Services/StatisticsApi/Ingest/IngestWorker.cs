using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Flush;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Consumes the log. Where to read on is always what is stored with the counts; Kafka's committed
/// offsets only show the lag. Whatever goes wrong, the stored offset is asked again.
/// </summary>
internal sealed partial class IngestWorker(
    IConsumer<byte[], byte[]> consumer, PartitionPositions positions, PartitionIngest ingest,
    TrackEvents trackEvents, IngestStore store, LogIdentity log, Rebuilder rebuilder,
    IngestHealth health, TimeProvider time, IOptions<IngestOptions> options,
    ILogger<IngestWorker> logger) : BackgroundService
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private long _checked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        consumer.Subscribe([Topics.PlaybackEvents, Topics.TrackEvents]);
        while (!stoppingToken.IsCancellationRequested) await TryPassAsync(stoppingToken);
        await DrainAsync();
        consumer.Close();
    }

    private async Task TryPassAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PassAsync(cancellationToken);
            health.Report(time.GetUtcNow());
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            positions.ForgetAll();
        }
        catch (Exception exception)
        {
            LogRetry(exception);
            positions.ForgetAll();
            await Task.Delay(RetryDelay, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        var batch = Consume();
        try
        {
            await CountAsync(batch, cancellationToken);
        }
        catch
        {
            Rewind(batch);
            throw;
        }
    }

    private async Task CountAsync(
        List<ConsumeResult<byte[], byte[]>> batch, CancellationToken cancellationToken)
    {
        var sent = await PositionAsync(cancellationToken);
        var logId = await log.GetAsync();
        var counting = batch
            .GroupBy(record => record.TopicPartition)
            .Where(group => !sent.Contains(group.Key) && positions.Next(group.Key) is not null)
            .Select(group => CountPartitionAsync(logId, [.. group], cancellationToken))
            .ToList();
        foreach (var (last, next) in await Task.WhenAll(counting))
        {
            if (next is null) positions.ForgetAll();
            else positions.Advance(last.TopicPartition, next.Value);
            if (next is not null) consumer.StoreOffset(last);
        }
    }

    private async Task<(ConsumeResult<byte[], byte[]> Last, Progress? Next)> CountPartitionAsync(
        string logId, List<ConsumeResult<byte[], byte[]>> records,
        CancellationToken cancellationToken)
    {
        var next = positions.Next(records[0].TopicPartition)!.Value;
        if (records[0].Topic == Topics.PlaybackEvents)
            return (records[^1], await ingest.ApplyAsync(logId, records, next, cancellationToken));
        await trackEvents.ApplyAsync(records, cancellationToken);
        return (records[^1], next);
    }

    // Playback events are positioned by what is stored; track events have only this.
    private void Rewind(List<ConsumeResult<byte[], byte[]>> batch)
    {
        var firsts = batch
            .Where(record => record.Topic == Topics.TrackEvents)
            .DistinctBy(record => record.TopicPartition);
        foreach (var first in firsts) consumer.Seek(first.TopicPartitionOffset);
    }

    private List<ConsumeResult<byte[], byte[]>> Consume()
    {
        var batch = new List<ConsumeResult<byte[], byte[]>>();
        var record = consumer.Consume(IdleWait);
        while (record is not null)
        {
            batch.Add(record);
            if (batch.Count >= options.Value.BatchSize) break;
            record = consumer.Consume(TimeSpan.Zero);
        }
        return batch;
    }

    /// <summary>
    /// Sends the consumer to the stored offset, where it is new to a partition, and where Redis
    /// was rebuilt or went back: then the log has records that Redis lost.
    /// </summary>
    /// <returns>The partitions it was sent in: what it holds of them is void.</returns>
    private async Task<HashSet<TopicPartition>> PositionAsync(CancellationToken cancellationToken)
    {
        foreach (var partition in positions.All.Keys.ToList())
        {
            // Deletions may be repeated, so Kafka's own committed offset is good enough there.
            if (partition.Topic == Topics.TrackEvents) positions.Advance(partition, default);
        }
        var due = time.GetElapsedTime(_checked) >= options.Value.CheckInterval;
        var asked = positions.All
            .Where(position => position.Key.Topic == Topics.PlaybackEvents)
            .Where(position => due || position.Value is null)
            .ToList();
        if (asked.Count == 0) return [];
        _checked = time.GetTimestamp();

        var stored = await store.ReadProgressAsync(
            await log.GetAsync(), [.. asked.Select(position => position.Key.Partition.Value)]);
        if (stored is null)
        {
            await rebuilder.RebuildIfStaleAsync(cancellationToken);
            positions.ForgetAll();
            return [];
        }
        var sent = new HashSet<TopicPartition>();
        foreach (var ((partition, next), progress) in asked.Zip(stored))
        {
            if (next == progress) continue;
            LogSeek(partition.Partition.Value, next?.NextOffset, progress.NextOffset);
            consumer.Seek(new TopicPartitionOffset(partition, progress.NextOffset));
            positions.Advance(partition, progress);
            sent.Add(partition);
        }
        return sent;
    }

    /// <summary>
    /// A log that ends with its process must be counted before: see DrainTimeout.
    /// </summary>
    private async Task DrainAsync()
    {
        using var limit = new CancellationTokenSource(options.Value.DrainTimeout, time);
        try
        {
            var ends = positions.All.Keys
                .Where(partition => partition.Topic == Topics.PlaybackEvents)
                .ToDictionary(
                    partition => partition,
                    partition => consumer.QueryWatermarkOffsets(partition, IdleWait * 20).High);
            while (!limit.IsCancellationRequested && ends.Any(end => IsBehind(end.Key, end.Value)))
                await TryPassAsync(limit.Token);
            var behind = ends.Count(end => IsBehind(end.Key, end.Value));
            if (behind > 0) LogNotDrained(behind);
        }
        catch (KafkaException exception)
        {
            LogRetry(exception);
        }
    }

    private bool IsBehind(TopicPartition partition, Offset end) =>
        positions.All.TryGetValue(partition, out var next)
        && (next is null || next.Value.NextOffset < end.Value);
}
