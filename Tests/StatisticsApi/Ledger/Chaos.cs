using AudioStreaming.Contracts;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

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

    /// <summary>Goes on until so many processes were killed.</summary>
    public async Task RunAsync(int kills)
    {
        foreach (var disturb in Disturbances().TakeWhile(_ => system.Kills < kills))
        {
            await disturb();
            await Task.Delay(Pause, CancellationToken.None);
        }
        for (var i = 0; i < LedgerSystem.Replicas; i++)
        {
            await system.StartPlaybackAsync(i);
            await system.StartStatisticsAsync(i);
        }
    }

    /// <summary>Endless rounds, each with every kind once.</summary>
    private IEnumerable<Func<Task>> Disturbances()
    {
        Func<Task>[] round =
        [
            KillPlaybackAsync, KillPlaybackAtFaultPointAsync,
            KillStatisticsAsync, KillStatisticsAtFaultPointAsync, FreezeStatisticsAsync,
            KillRedisAsync, LoseRedisAsync, KillFlushingAndLoseRedisAsync, KillOneOfEachAsync,
            KillBrokerAsync, KillLeaderAsync, KillAllBrokersAsync, FreezeLeaderAsync,
        ];
        while (true)
        {
            random.Shuffle(round);
            foreach (var disturb in round) yield return disturb;
        }
    }

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
        await DiesAsync(async () =>
        {
            await system.StartPlaybackAsync(replica, point);
            return system.Playback(replica)!;
        });
        await system.StartPlaybackAsync(replica);
    }

    /// <summary>A machine that fails, with all that is on it.</summary>
    private async Task KillOneOfEachAsync()
    {
        report("kill Redis, a broker and a process of each service at once");
        var replica = random.Next(LedgerSystem.Replicas);
        await Task.WhenAll(
            system.Playback(replica)!.KillAsync(), system.Statistics(replica)!.KillAsync(),
            system.RestartRedisAsync(keepData: random.Next(2) == 0),
            system.RestartBrokerAsync(AnyBroker(), TimeSpan.Zero));
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
        await DiesAsync(async () =>
        {
            await system.StartStatisticsAsync(replica, point);
            return system.Statistics(replica)!;
        });
        await system.StartStatisticsAsync(replica);
    }

    /// <summary>Gives it time to get where it dies, which may be before it listens.</summary>
    private async Task DiesAsync(Func<Task<ServiceProcess>> start)
    {
        try
        {
            var service = await start();
            await Task.WhenAny(service.Exited, Task.Delay(Pause * 3, CancellationToken.None));
        }
        catch (InvalidOperationException)
        {
            report("it died before it listened");
        }
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

    private Task KillBrokerAsync() => RestartBrokerAsync(AnyBroker());

    private async Task KillLeaderAsync() => await RestartBrokerAsync(await AnyLeaderAsync());

    /// <summary>It may come back before anybody has taken over its work.</summary>
    private async Task RestartBrokerAsync(int node)
    {
        var away = Pause * random.Next(5);
        report($"kill broker {node} for {away.TotalSeconds} s");
        await system.RestartBrokerAsync(node, away);
    }

    /// <summary>A process loses what waits in its memory for Kafka.</summary>
    private async Task KillAllBrokersAsync()
    {
        var replica = random.Next(LedgerSystem.Replicas);
        report($"kill all brokers, and then playback {replica}");
        await system.RestartBrokersAsync(async () =>
        {
            await Task.Delay(Pause, CancellationToken.None);
            await system.StartPlaybackAsync(replica);
        });
    }

    /// <summary>A leader that does not know that there is another.</summary>
    private async Task FreezeLeaderAsync()
    {
        var node = await AnyLeaderAsync();
        report($"freeze broker {node}");
        var process = system.Kafka.Node(node).ProcessId!.Value;
        Signals.Send(process, Signal.Stop);
        await Task.Delay(Pause * 4, CancellationToken.None);
        Signals.Send(process, Signal.Continue);
    }

    private int AnyBroker() => random.Next(system.Kafka.Size) + 1;

    private Task<int> AnyLeaderAsync() => system.Kafka.LeaderOfAsync(
        Topics.PlaybackEvents, random.Next(Topics.Partitions(Topics.PlaybackEvents)));

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
