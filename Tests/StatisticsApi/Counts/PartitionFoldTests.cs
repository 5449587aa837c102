using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using AudioStreaming.StatisticsApi.Tests.Support;
using Tally = AudioStreaming.StatisticsApi.Counts.Tally;

namespace AudioStreaming.StatisticsApi.Tests.Counts;

/// <summary>The counting rules, one by one.</summary>
public sealed class PartitionFoldTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Theory]
    [InlineData(200_000, 29.999, 0)]
    [InlineData(200_000, 30, 1)]
    [InlineData(12_000, 11.999, 0)]
    [InlineData(12_000, 12, 1)]
    [InlineData(0, 29.999, 0)]
    [InlineData(0, 30, 1)]
    public void Play_Counts_FromThirtySecondsOrTheWholeTrack(
        long durationMs, double seconds, long plays)
    {
        var listener = new Listener(_track, Start, durationMs);
        var fold = Fold(listener.Start(), listener.Play(seconds));
        Assert.Equal(plays, Sum(fold).Plays);
    }

    [Fact]
    public void Session_ListenedToForLong_IsOnePlay()
    {
        var listener = new Listener(_track, Start);
        var fold = Fold(
            [listener.Start(), .. Enumerable.Range(0, 50).Select(_ => listener.Play(30))]);
        Assert.Equal(new Tally(1, 1, 1_500_000), Sum(fold));
    }

    [Fact]
    public void ListeningTime_IsTheLargestReported()
    {
        var listener = new Listener(_track, Start);
        PlaybackEvent[] events = [listener.Start(), listener.Play(10), listener.Expire(25)];
        var fold = Fold([events[2], events[0], events[1], events[1]]);
        Assert.Equal(10_000, Sum(fold).ListenedMs);
    }

    [Fact]
    public void Counts_BelongToTheMinuteOfTheReport()
    {
        var listener = new Listener(_track, Start);
        var fold = Fold(listener.Start(), listener.Play(20), listener.Play(45));
        var minute = Start.ToUnixTimeSeconds() / 60;
        Assert.Equal(new Tally(0, 1, 20_000), fold.Tallies[(_track, minute)]);
        Assert.Equal(new Tally(1, 0, 45_000), fold.Tallies[(_track, minute + 1)]);
    }

    [Fact]
    public void LateReport_IsNotCounted()
    {
        var newer = new Listener(_track, Start);
        var late = new Listener(_track, Start - Day - TimeSpan.FromSeconds(1));
        var fold = Fold(newer.Start(), late.Start(), late.Play(0.5), late.Play(1));
        Assert.Equal(2, fold.Late);
        Assert.Equal(new Tally(0, 2, 1_500), Sum(fold));
    }

    /// <summary>As when partitions are added: the session's key belongs to another one.</summary>
    [Fact]
    public void Session_InAnotherPartition_GoesOn_AndIsComparedWhenStored()
    {
        var listener = new Listener(_track, Start);
        var before = Fold(listener.Start(), listener.Play(20));
        var after = new PartitionFold(1, 0, before.Changed, Day);
        foreach (var message in (PlaybackEvent[])[listener.Play(20), listener.Stop(5)])
            after.Add(message);
        Assert.Empty(before.Moved);
        Assert.Equal(before.Changed[listener.Id], after.Moved[listener.Id]);
        Assert.Equal(new Tally(1, 0, 25_000), Sum(after));
        Assert.Equal(1, after.Changed[listener.Id].Partition);
    }

    [Theory]
    [InlineData(PlaybackEventKind.Started, true)]
    [InlineData(PlaybackEventKind.Playing, true)]
    [InlineData(PlaybackEventKind.Paused, false)]
    [InlineData(PlaybackEventKind.Stopped, false)]
    [InlineData(PlaybackEventKind.Expired, false)]
    public void Session_IsLive_AsItsNewestReportSays(PlaybackEventKind kind, bool live)
    {
        var listener = new Listener(_track, Start);
        PlaybackEvent[] events =
            [listener.Start(), listener.Play(1), listener.Pause(1), listener.Play(1)];
        var last = events[3] with { Kind = kind };
        var fold = Fold(events[0], events[1], last, events[2]);
        Assert.Equal(live, fold.Changed[listener.Id].Live);
    }

    [Fact]
    public void State_PackedAndUnpacked_IsTheSame()
    {
        var state = new SessionState(
            _track, 1_772_366_400_123, 11, 7, 31_000, true, false, 8_000);
        Assert.Equal(state, SessionState.Unpack(state.Pack()));
    }

    /// <summary>However the log is cut into batches, whatever is repeated after a crash.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Batches_OfAnySize_GiveTheSameCounts(int seed)
    {
        var random = new Random(seed);
        var listeners = Enumerable.Range(0, 20).Select(_ => new Listener(_track, Start)).ToList();
        var log = Enumerable.Range(0, 400)
            .Select(_ => listeners[random.Next(listeners.Count)].Play(random.Next(9))).ToList();

        var whole = Fold(log.ToArray());
        var known = new Dictionary<SessionId, SessionState>();
        var sum = default(Tally);
        long watermark = 0;
        for (var from = 0; from < log.Count;)
        {
            var count = Math.Min(random.Next(1, 60), log.Count - from);
            var part = new PartitionFold(0, watermark, known, Day);
            foreach (var message in log.GetRange(from, count)) part.Add(message);
            foreach (var (id, state) in part.Changed) known[id] = state;
            watermark = part.WatermarkMs;
            sum = Add(sum, Sum(part));
            from += count;
        }

        Assert.Equal(Sum(whole), sum);
        Assert.Equal(
            whole.Changed.OrderBy(entry => entry.Key.Value),
            known.OrderBy(entry => entry.Key.Value));
    }

    private static PartitionFold Fold(params PlaybackEvent[] events)
    {
        var fold = new PartitionFold(0, 0, [], Day);
        foreach (var message in events) fold.Add(message);
        return fold;
    }

    private static Tally Sum(PartitionFold fold) =>
        fold.Tallies.Values.Aggregate(default(Tally), Add);

    private static Tally Add(Tally a, Tally b) =>
        new(a.Plays + b.Plays, a.Starts + b.Starts, a.ListenedMs + b.ListenedMs);
}
