using System.Text.RegularExpressions;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Ingest;

/// <summary>The service dies by <c>kill -9</c> between any two steps that matter.</summary>
public sealed partial class FaultTests(InfrastructureFixture infrastructure)
{
    private static readonly string[] CountingPoints =
    [
        "ingest.read", "ingest.folded", "ingest.applied",
        "flush.taken", "flush.counts", "flush.written", "flush.committed", "flush.released",
    ];

    private static readonly string[] RebuildPoints = ["rebuild.cleared", "rebuild.restored"];

    private const int Killed = 128 + 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Service_KilledAtEveryStep_CountsTheLogExactly()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        var track = TrackId.New(TimeProvider.System);
        foreach (var point in CountingPoints) await DieAtAsync(environment, point, track);
        foreach (var point in RebuildPoints)
        {
            await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
            await DieAtAsync(environment, point, track);
        }

        await using var service = await ServiceProcess.StartAsync(
            "StatisticsApi", environment.Settings());
        await environment.FinishedAsync();
        await environment.HoldsAsync();
    }

    /// <summary>So that a new one is hit as well.</summary>
    [Fact]
    public void FaultPoints_OfTheService_AreAllHit()
    {
        var service = Path.Combine(Repository.Root, "Services", "StatisticsApi");
        var points =
            from file in Directory.EnumerateFiles(service, "*.cs", SearchOption.AllDirectories)
            from match in ReachedPoint().Matches(File.ReadAllText(file))
            select match.Groups[1].Value;
        Assert.Equal(CountingPoints.Concat(RebuildPoints).Order(), points.Distinct().Order());
    }

    private static async Task DieAtAsync(
        StatisticsEnvironment environment, string point, TrackId track)
    {
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-2);
        var listeners = Enumerable.Range(0, 20).Select(_ => new Listener(track, start)).ToList();
        await environment.Log.AddAsync(listeners.SelectMany(
            listener => (PlaybackEvent[])[listener.Start(), listener.Play(20), listener.Play(20)]));
        await RunUntilItDiesAsync(
            new Dictionary<string, string>(environment.Settings()) { ["Faults:KillAt"] = point });
        await environment.Log.AddAsync(listeners.Select(listener => listener.Stop(1)));
    }

    private static async Task RunUntilItDiesAsync(IReadOnlyDictionary<string, string> settings)
    {
        try
        {
            await using var service = await ServiceProcess.StartAsync("StatisticsApi", settings);
            // Else it has not come to the point.
            await service.Exited.WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.Equal(Killed, service.ExitCode);
        }
        catch (InvalidOperationException)
        {
            // It died before it listened, which is as good.
        }
    }

    [GeneratedRegex("ReachAsync\\(\"([^\"]+)\"\\)")]
    private static partial Regex ReachedPoint();
}
