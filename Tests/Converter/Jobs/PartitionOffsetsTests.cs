using AudioStreaming.Contracts;
using AudioStreaming.Converter.Jobs;
using Confluent.Kafka;

namespace AudioStreaming.Converter.Tests.Jobs;

public class PartitionOffsetsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Offsets_FinishedInAnyOrder_CommitOnlyWhatIsContiguous(int seed)
    {
        // Gaps as a compacted or transactional log has them.
        var random = new Random(seed);
        long[] offsets =
            [.. Enumerable.Range(0, 200).Where(_ => random.Next(4) > 0).Select(i => (long)i)];
        var partition = new PartitionOffsets();
        foreach (var offset in offsets) partition.Start(offset);
        var unfinished = offsets.ToHashSet();
        var order = offsets.ToArray();
        random.Shuffle(order);
        var committed = 0L;

        foreach (var offset in order)
        {
            unfinished.Remove(offset);
            if (partition.Finish(offset) is not { } next) continue;
            Assert.True(next > committed);
            committed = next;
            Assert.DoesNotContain(unfinished, waiting => waiting < committed);
        }

        Assert.Equal(offsets[^1] + 1, committed);
    }

    [Fact]
    public void Offset_OfAnEarlierAssignment_IsIgnored() =>
        Assert.Null(new PartitionOffsets().Finish(5));

    [Fact]
    public async Task Queue_Jobs_ComeByPriorityThenByArrival()
    {
        using var queue = new JobQueue();
        foreach (var (offset, priority) in ((int, int)[])[(0, 0), (1, 5), (2, 0), (3, 5), (4, -1)])
            queue.Add(Job(offset, priority));

        var taken = new List<long>();
        while (queue.Count > 0)
        {
            var job = await queue.TakeAsync(TestContext.Current.CancellationToken);
            taken.Add(job.Position.Offset);
        }

        Assert.Equal([1, 3, 0, 2, 4], taken);
    }

    [Fact]
    public void Backoff_Doubles_UpToItsCap()
    {
        var options = new JobOptions();

        Assert.Equal(TimeSpan.FromSeconds(5), options.Backoff(1));
        Assert.Equal(TimeSpan.FromSeconds(20), options.Backoff(3));
        Assert.Equal(TimeSpan.FromMinutes(10), options.Backoff(1_000));
    }

    private static HeldJob Job(int offset, int priority) => new(
        new TopicPartitionOffset("jobs", 0, offset),
        new TranscodeRequested(default, default, 1, default, priority),
        new Message<string, byte[]>());
}
