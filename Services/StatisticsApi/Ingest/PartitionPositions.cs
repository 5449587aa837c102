using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Where the consumer stands in its partitions. Used only by the thread that consumes: the
/// consumer calls its handlers from there.
/// </summary>
internal sealed class PartitionPositions
{
    private readonly Dictionary<TopicPartition, Progress?> _next = [];
    private bool _isMember;

    /// <summary>
    /// The assigned partitions; null until the consumer was sent to what is stored.
    /// </summary>
    public IReadOnlyDictionary<TopicPartition, Progress?> All => _next;

    public void Assign(IEnumerable<TopicPartition> partitions)
    {
        _isMember = true;
        foreach (var partition in partitions) _next[partition] = null;
    }

    public void Revoke(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions) _next.Remove(partition);
    }

    public Progress? Next(TopicPartition partition) => _next.GetValueOrDefault(partition);

    public void Set(TopicPartition partition, Progress next) => _next[partition] = next;

    /// <returns>
    /// Whether the partition still stood where it was: it may have been given away in between, and
    /// even have come back.
    /// </returns>
    public bool TryAdvance(TopicPartition partition, Progress from, Progress to)
    {
        if (Next(partition) != from) return false;
        _next[partition] = to;
        return true;
    }

    /// <summary>The stored offset decides again where to read on.</summary>
    public void Forget(TopicPartition partition)
    {
        if (_next.ContainsKey(partition)) _next[partition] = null;
    }

    public void ForgetAll()
    {
        foreach (var partition in _next.Keys.ToList()) Forget(partition);
    }

    /// <param name="end">Where a partition's log ends; negative if not known yet.</param>
    /// <returns>How many records are not counted yet; null if that is not known.</returns>
    public long? Lag(Func<TopicPartition, long> end)
    {
        long? lag = _isMember ? 0 : null;
        foreach (var (partition, next) in _next)
        {
            if (partition.Topic != Topics.PlaybackEvents) continue;
            var last = end(partition);
            lag = next is null || last < 0
                ? null
                : lag + Math.Max(0, last - next.Value.NextOffset);
        }
        return lag;
    }
}
