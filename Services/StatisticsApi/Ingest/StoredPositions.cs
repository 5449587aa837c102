using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Sends the consumer to the stored offset, where it is new to a partition, and where Redis was
/// rebuilt or went back: then the log has records that Redis lost.
/// </summary>
internal sealed partial class StoredPositions(
    IConsumer<byte[], byte[]> consumer, PartitionPositions positions, CountsStore store,
    LogIdentity log, StaleCounts stale, TimeProvider time, IOptions<IngestOptions> options,
    ILogger<StoredPositions> logger)
{
    private static readonly TimeSpan RecoveryWait = TimeSpan.FromMilliseconds(50);

    private long _checked;

    /// <returns>
    /// Where it was sent: what was consumed there before is void. Null while counts are restored.
    /// </returns>
    public async Task<IReadOnlySet<TopicPartition>?> SeekAsync(CancellationToken cancellationToken)
    {
        foreach (var partition in positions.All.Keys.ToList())
        {
            // Deletions may be repeated, so Kafka's own committed offset is good enough there.
            if (partition.Topic == Topics.TrackEvents) positions.Set(partition, default(Progress));
        }
        var due = time.GetElapsedTime(_checked) >= options.Value.CheckInterval;
        var asked = positions.All
            .Where(position => position.Key.Topic == Topics.PlaybackEvents)
            .Where(position => due || position.Value is null)
            .ToList();
        var sent = new HashSet<TopicPartition>();
        if (asked.Count == 0) return sent;
        _checked = time.GetTimestamp();

        var stored = await store.ReadProgressAsync(
            await log.GetAsync(), [.. asked.Select(position => position.Key.Partition.Value)]);
        if (stored is null)
        {
            stale.Report();
            await Task.Delay(RecoveryWait, time, cancellationToken);
            return null;
        }
        foreach (var ((partition, next), progress) in asked.Zip(stored))
        {
            if (next == progress) continue;
            if (!TrySeek(new TopicPartitionOffset(partition, progress.NextOffset)))
            {
                positions.Forget(partition);
                continue;
            }
            LogSeek(partition.Partition.Value, next?.NextOffset, progress.NextOffset);
            positions.Set(partition, progress);
            sent.Add(partition);
        }
        return sent;
    }

    /// <returns>False where the client has not begun to fetch yet; the next pass asks.</returns>
    private bool TrySeek(TopicPartitionOffset position)
    {
        try
        {
            consumer.Seek(position);
            return true;
        }
        catch (KafkaException fault) when (fault.Error.Code == ErrorCode.Local_State)
        {
            return false;
        }
    }
}
