using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>What goes wrong while the listeners listen: one thing after the other, in the order
/// that the seed gives.</summary>
internal sealed class Chaos(LedgerSystem system, Random random, Action<string> report)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly string[] PlaybackFaultPoints =
        ["playback.opened", "playback.claimed", "playback.last.acknowledged"];

    private static readonly string[] FaultPoints =
    [
        "ingest.read", "ingest.folded", "ingest.applied", "flush.taken", "flush.counts",
        "flush.written", "flush.committed", "flush.released", "rebuild.cleared",
        "rebuild.restored",
    ];

    /// <summary>
    /// Goes on until stopped, but through every kind of disturbance at least once.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var round = Disturbances();
        do
        {
            foreach (var disturb in round.OrderBy(_ => random.Next()).ToList())
            {
                await disturb();
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
        while (!stop.IsCancellationRequested);
        for (var i = 0; i < LedgerSystem.Replicas; i++)
        {
            await system.StartPlaybackAsync(i);
            await system.StartStatisticsAsync(i);
        }
    }

    private List<Func<Task>> Disturbances() =>
    [
        KillPlaybackAsync, KillPlaybackAtFaultPointAsync,
        KillStatisticsAsync, KillStatisticsAtFaultPointAsync, FreezeStatisticsAsync,
        KillRedisAsync, LoseRedisAsync, KillFlushingAndLoseRedisAsync, KillOneOfEachAsync,
    ];

    private async Task KillPlaybackAsync()
    {
        var replica = random.Next(LedgerSystem.Replicas);
        report($"kill playback {replica}");
        await system.StartPlaybackAsync(replica);
    }

    private async Task KillPlaybackAtFaultPointAsync()
    {
        var replica = random.Next(LedgerSystem.Replicas);
        var point = PlaybackFaultPoints[random.Next(PlaybackFaultPoints.Length)];
        report($"playback {replica} dies at {point}, if it gets there");
        await system.StartPlaybackAsync(replica, point);
        await Task.WhenAny(
            system.Playback(replica)!.Exited, Task.Delay(Pause * 3, CancellationToken.None));
        await system.StartPlaybackAsync(replica);
    }

    /// <summary>A machine that fails, with all that is on it.</summary>
    private async Task KillOneOfEachAsync()
    {
        report("kill Redis and a process of each service at once");
        var replica = random.Next(LedgerSystem.Replicas);
        await Task.WhenAll(
            system.Playback(replica)!.KillAsync(), system.Statistics(replica)!.KillAsync(),
            system.RestartRedisAsync(keepData: random.Next(2) == 0));
        await system.StartPlaybackAsync(replica);
        await system.StartStatisticsAsync(replica);
    }

    private async Task KillStatisticsAsync()
    {
        var replica = random.Next(LedgerSystem.Replicas);
        report($"kill statistics {replica}");
        await system.StartStatisticsAsync(replica);
    }

    private Task KillStatisticsAtFaultPointAsync() =>
        KillStatisticsAtAsync(FaultPoints[random.Next(FaultPoints.Length)]);

    private async Task KillFlushingAndLoseRedisAsync()
    {
        await KillStatisticsAtAsync("flush.committed");
        await LoseRedisAsync();
    }

    private async Task KillStatisticsAtAsync(string point)
    {
        var replica = random.Next(LedgerSystem.Replicas);
        report($"statistics {replica} dies at {point}, if it gets there");
        try
        {
            await system.StartStatisticsAsync(replica, point);
            await Task.WhenAny(
                system.Statistics(replica)!.Exited, Task.Delay(Pause * 3, CancellationToken.None));
        }
        catch (InvalidOperationException)
        {
            report("it died before it listened");
        }
        await system.StartStatisticsAsync(replica);
    }

    /// <summary>A process that stands still loses its partitions, and does not know it.</summary>
    private async Task FreezeStatisticsAsync()
    {
        var replica = random.Next(LedgerSystem.Replicas);
        report($"freeze statistics {replica}");
        system.Statistics(replica)!.Signal(Signal.Stop);
        await Task.Delay(Pause * 3, CancellationToken.None);
        system.Statistics(replica)!.Signal(Signal.Continue);
    }

    private async Task KillRedisAsync()
    {
        report("kill Redis");
        await system.RestartRedisAsync(keepData: true);
    }

    private async Task LoseRedisAsync()
    {
        report("lose Redis with its data");
        await system.RestartRedisAsync(keepData: false);
    }
}
