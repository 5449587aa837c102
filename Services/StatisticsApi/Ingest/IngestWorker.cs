using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Consumes the log; the next batch is consumed while one is counted. Where to read on is always
/// what is stored with the counts; Kafka's committed offsets only show the lag. Whatever goes
/// wrong, the stored offset is asked again.
/// </summary>
internal sealed partial class IngestWorker(
    IConsumer<byte[], byte[]> consumer, PartitionPositions positions, StoredPositions stored,
    PartitionIngest ingest, TrackEvents trackEvents, LogIdentity log, IngestHealth health,
    TimeProvider time, IOptions<IngestOptions> options, ILogger<IngestWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private ConsumedBatch? _taken;
    private Counting? _counting;

    /// <summary>One partition's part of a batch that has been counted.</summary>
    /// <param name="Last">Its last record.</param>
    /// <param name="From">Where the partition stood.</param>
    /// <param name="To">Where it stands now; null if that must be asked.</param>
    private readonly record struct Counted(
        ConsumeResult<byte[], byte[]> Last, Progress From, Progress? To);

    private sealed record Counting(ConsumedBatch Batch, Task<Counted[]> Result);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        consumer.Subscribe([Topics.PlaybackEvents, Topics.TrackEvents]);
        while (!stoppingToken.IsCancellationRequested) await TryAsync(PassAsync, stoppingToken);
        await TryAsync(_ => FinishAsync(), stoppingToken);
        await DrainAsync();
        consumer.Close();
    }

    private async Task TryAsync(
        Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await GiveUpAsync();
        }
        catch (Exception exception)
        {
            LogRetry(exception);
            await GiveUpAsync();
            await Task.Delay(RetryDelay, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        _taken = new ConsumedBatch();
        _taken.Take(consumer, IdleWait, options.Value.BatchSize);
        await FinishAsync();
        if (await stored.SeekAsync(cancellationToken) is not { } sent)
        {
            await GiveUpAsync();
            return;
        }
        _counting = new Counting(
            _taken, CountAsync(_taken, sent, await log.GetAsync(), cancellationToken));
        _taken = null;
        health.Report(
            time.GetUtcNow(),
            positions.Lag(partition => consumer.GetWatermarkOffsets(partition).High.Value));
    }

    /// <summary>Waits for the batch that is being counted.</summary>
    private async Task FinishAsync()
    {
        if (_counting is not { } counting) return;
        foreach (var (last, from, to) in await counting.Result)
        {
            if (to is null) positions.ForgetAll();
            else if (positions.TryAdvance(last.TopicPartition, from, to.Value))
                consumer.StoreOffset(last);
        }
        _counting = null;
    }

    /// <summary>
    /// What was consumed and not counted is consumed again: playback events from where the stored
    /// position says, track events from the first of them.
    /// </summary>
    private async Task GiveUpAsync()
    {
        if (_counting is { } counting)
            await ((Task)counting.Result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            // The older one last: it says where to go on.
            Rewind(_taken);
            Rewind(_counting?.Batch);
        }
        catch (KafkaException exception)
        {
            LogRetry(exception);
        }
        (_taken, _counting) = (null, null);
        positions.ForgetAll();
    }

    private Task<Counted[]> CountAsync(
        ConsumedBatch batch, IReadOnlySet<TopicPartition> sent, string logId,
        CancellationToken cancellationToken) =>
        Task.WhenAll(
            from records in batch.Partitions
            let partition = records[0].TopicPartition
            let position = positions.Next(partition)
            where position is not null && !sent.Contains(partition)
            select Task.Run(
                () => CountAsync(logId, records, position.Value, cancellationToken),
                cancellationToken));

    private async Task<Counted> CountAsync(
        string logId, IReadOnlyList<ConsumeResult<byte[], byte[]>> records, Progress from,
        CancellationToken cancellationToken)
    {
        if (records[0].Topic == Topics.PlaybackEvents)
        {
            return new Counted(
                records[^1], from,
                await ingest.ApplyAsync(logId, records, from, cancellationToken));
        }
        await trackEvents.ApplyAsync(records, cancellationToken);
        return new Counted(records[^1], from, from);
    }

    private void Rewind(ConsumedBatch? batch)
    {
        var firsts =
            from records in batch?.Partitions ?? []
            where records[0].Topic == Topics.TrackEvents
            where positions.All.ContainsKey(records[0].TopicPartition)
            select records[0];
        foreach (var first in firsts) consumer.Seek(first.TopicPartitionOffset);
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
                await TryAsync(PassAsync, limit.Token);
            await TryAsync(_ => FinishAsync(), limit.Token);
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
