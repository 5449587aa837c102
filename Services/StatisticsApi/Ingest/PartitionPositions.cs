using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>
/// Where the consumer stands in its partitions. Used only by the thread that consumes: the
/// consumer calls its handlers from there.
/// </summary>
internal sealed class PartitionPositions
{
    private readonly Dictionary<TopicPartition, Progress?> _next = [];

    /// <summary>
    /// The assigned partitions; null until the consumer was sent to what is stored.
    /// </summary>
    public IReadOnlyDictionary<TopicPartition, Progress?> All => _next;

    public void Assign(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions) _next[partition] = null;
    }

    public void Revoke(IEnumerable<TopicPartition> partitions)
    {
        foreach (var partition in partitions) _next.Remove(partition);
    }

    public Progress? Next(TopicPartition partition) => _next.GetValueOrDefault(partition);

    public void Advance(TopicPartition partition, Progress next)
    {
        if (_next.ContainsKey(partition)) _next[partition] = next;
    }

    /// <summary>The stored offsets decide again where to read on.</summary>
    public void ForgetAll()
    {
        foreach (var partition in _next.Keys.ToList()) _next[partition] = null;
    }
}
