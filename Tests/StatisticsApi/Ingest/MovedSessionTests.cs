using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Counts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Tally = AudioStreaming.StatisticsApi.Tests.Support.Tally;

namespace AudioStreaming.StatisticsApi.Tests.Ingest;

/// <summary>
/// Partitions are added while sessions run: several carry the same sessions, and are read at the
/// same time.
/// </summary>
public sealed class MovedSessionTests(InfrastructureFixture infrastructure)
{
    private const int Partitions = 3;
    private const string LogId = "moved";

    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Fact]
    public async Task Sessions_InPartitionsOfTwoReplicas_CountOnce_AlsoWhenTheLogIsReadAgain()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        var random = new Random(4);
        var listeners = Enumerable.Range(0, 200).Select(_ => Listen()).ToList();
        await using (var first = await StartReplicaAsync(environment))
        await using (var second = await StartReplicaAsync(environment))
        {
            await Eventually.TrueAsync(
                () => HasPartitions(first) && HasPartitions(second), "both have partitions");
            LetMeet(first, second);
            await Task.WhenAll(
                from events in listeners
                from message in events.SkipLast(1)
                select environment.Log.AddAsync(random.Next(12), message));
            await environment.CountedAsync();

            LetMeet(first, second);
            await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
            await Task.WhenAll(
                from events in listeners
                select environment.Log.AddAsync(random.Next(12), events[^1]));
            await environment.CountedAsync();
        }

        await environment.HoldsAsync();
        Assert.Equal(
            new Tally(200, 200, 200 * 42_000), (await environment.DatabaseTotalsAsync()).Sum);
        Assert.Equal(0, await environment.RedisLiveAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Batches_ReadAndAppliedInAnyOrder_AddUpToTheLog(int seed)
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        await Eventually.TrueAsync(
            async () => await host.Get<CountsStore>().ReadProgressAsync(LogId, [0]) is not null,
            "Redis holds counts");
        var random = new Random(seed);
        var logs = Enumerable.Range(0, Partitions).Select(_ => new List<PlaybackEvent>()).ToList();
        foreach (var events in Enumerable.Range(0, 20).Select(_ => Listen()))
            foreach (var message in events) logs[random.Next(Partitions)].Add(message);
        var readers = logs
            .Select((log, partition) => new Reader(host.Get<CountsStore>(), partition, log))
            .ToList();

        var refused = 0;
        while (readers.Any(reader => !reader.IsDone))
        {
            foreach (var reader in readers.Where(_ => random.Next(2) == 0).ToList())
                await reader.ReadAsync(random.Next(1, 8));
            foreach (var reader in readers.Where(_ => random.Next(2) == 0).ToList())
                if (!await reader.ApplyAsync()) refused++;
        }

        Assert.Equal(new Tally(20, 20, 20 * 42_000), (await environment.RedisTotalsAsync()).Sum);
        Assert.True(refused > 0, "two partitions met");
    }

    /// <summary>Writes to PostgreSQL only at its end: until then Redis alone knows.</summary>
    private static Task<StatisticsHost> StartReplicaAsync(StatisticsEnvironment environment) =>
        StatisticsHost.StartAsync(
            environment, settings: ("Statistics:Flush:Interval", "01:00:00"));

    private static bool HasPartitions(StatisticsHost host) =>
        host.Get<IConsumer<byte[], byte[]>>().Assignment
            .Any(partition => partition.Topic == Topics.PlaybackEvents);

    /// <summary>Each has folded a batch before the other one stores its own.</summary>
    private static void LetMeet(StatisticsHost first, StatisticsHost second)
    {
        TaskCompletionSource[] folded = [new(), new()];
        first.Faults.Reached = point => MeetAsync(point, folded[0], folded[1].Task);
        second.Faults.Reached = point => MeetAsync(point, folded[1], folded[0].Task);
    }

    private static async Task MeetAsync(string point, TaskCompletionSource mine, Task other)
    {
        if (point != "ingest.folded") return;
        mine.TrySetResult();
        await other.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>A play of 42 s, all of it within one minute.</summary>
    private List<PlaybackEvent> Listen()
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-2);
        var listener = new Listener(_track, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)));
        return [listener.Start(), .. Enumerable.Range(0, 4).Select(_ => listener.Play(10)),
            listener.Stop(2)];
    }

    /// <summary>Counts one partition, by the steps that a replica takes.</summary>
    private sealed class Reader(CountsStore store, int partition, List<PlaybackEvent> log)
    {
        private Progress _before;
        private PartitionFold? _fold;
        private int _taken;
        private int _counted;

        public bool IsDone => _counted == log.Count;

        public async Task ReadAsync(int count)
        {
            if (IsDone || _fold is not null) return;
            _before = (await store.ReadProgressAsync(LogId, [partition]))![0];
            var batch = log.Skip(_counted).Take(count).ToList();
            var known = await store.ReadSessionsAsync(
                [.. batch.Select(message => message.SessionId).Distinct()]);
            _fold = new PartitionFold(partition, _before.WatermarkMs, known!, Retention);
            foreach (var message in batch) _fold.Add(message);
            _taken = batch.Count;
        }

        /// <returns>False if another partition has counted one of its sessions meanwhile.</returns>
        public async Task<bool> ApplyAsync()
        {
            if (_fold is not { } fold) return true;
            _fold = null;
            var outcome = await store.ApplyAsync(
                LogId, partition, _before,
                Progress.At(_counted + _taken, fold.WatermarkMs), fold);
            if (outcome != ApplyOutcome.Applied) return false;
            _counted += _taken;
            return true;
        }
    }
}
