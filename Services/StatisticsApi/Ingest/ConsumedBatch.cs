using Confluent.Kafka;
using Record = Confluent.Kafka.ConsumeResult<byte[], byte[]>;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>Records as the consumer gave them, by partition.</summary>
internal sealed class ConsumedBatch
{
    private readonly List<List<Record>> _partitions = [];

    /// <summary>Each partition's records, in the order of the log.</summary>
    public IReadOnlyList<IReadOnlyList<Record>> Partitions => _partitions;

    /// <summary>Waits for a first record, and takes what is there already.</summary>
    public void Take(IConsumer<byte[], byte[]> consumer, TimeSpan wait, int most)
    {
        var record = consumer.Consume(wait);
        for (var count = 0; record is not null; record = consumer.Consume(TimeSpan.Zero))
        {
            Add(record);
            if (++count >= most) break;
        }
    }

    private void Add(Record record)
    {
        // They come in long runs of one partition: the last one is nearly always the one.
        for (var i = _partitions.Count - 1; i >= 0; i--)
        {
            var first = _partitions[i][0];
            if (first.Partition != record.Partition || first.Topic != record.Topic) continue;
            _partitions[i].Add(record);
            return;
        }
        _partitions.Add([record]);
    }
}
