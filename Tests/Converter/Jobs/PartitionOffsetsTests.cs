using AudioStreaming.Converter.Claims;
using AudioStreaming.Converter.Jobs;

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
    public void Messages_DroppedByTheLog_AreCounted()
    {
        var partition = new PartitionOffsets();

        Assert.Equal([0, 0, 6, 0, 0], ((long[])[3, 4, 11, 12, 5]).Select(partition.Start));
    }

    [Fact]
    public void Backoff_Doubles_UpToItsCap()
    {
        var options = new ClaimOptions();

        Assert.Equal(TimeSpan.FromSeconds(5), options.Backoff(1));
        Assert.Equal(TimeSpan.FromSeconds(20), options.Backoff(3));
        Assert.Equal(TimeSpan.FromMinutes(10), options.Backoff(1_000));
    }
}
