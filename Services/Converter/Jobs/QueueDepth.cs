using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

/// <summary>
/// How many messages of this worker's partitions are still to be read. The broker is asked: what
/// the client knows by itself is as old as its last fetch, and paused partitions fetch nothing.
/// </summary>
internal sealed class QueueDepth(IConsumer<byte[], byte[]> consumer, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private long _measuredAt;
    private long _messages;

    /// <returns>As of a few seconds ago at most, unless the broker does not answer.</returns>
    public long Measure()
    {
        if (_measuredAt != 0 && time.GetElapsedTime(_measuredAt) < Interval) return _messages;
        _measuredAt = time.GetTimestamp();
        try
        {
            _messages = consumer.Assignment.Sum(Unread);
        }
        catch (KafkaException)
        {
            // The consumer itself logs the fault; here the last measure stands.
        }
        return _messages;
    }

    private long Unread(TopicPartition partition)
    {
        var known = consumer.QueryWatermarkOffsets(partition, Limit);
        var next = consumer.Position(partition);
        if (next == Offset.Unset) next = consumer.Committed([partition], Limit)[0].Offset;
        var first = next == Offset.Unset ? known.Low.Value : next.Value;
        return Math.Max(0, known.High.Value - first);
    }
}
