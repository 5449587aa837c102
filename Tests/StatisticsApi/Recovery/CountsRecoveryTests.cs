using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Durable;
using AudioStreaming.StatisticsApi.Recovery;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.StatisticsApi.Tests.Recovery;

/// <summary>Redis, the log or both are not what they were.</summary>
public sealed class CountsRecoveryTests(InfrastructureFixture infrastructure)
{
    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Fact]
    public async Task EmptiedRedis_WhileServing_IsRebuilt()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        await ListenAsync(environment, 30);
        await environment.FinishedAsync();

        await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await ListenAsync(environment, 30);

        await environment.FinishedAsync();
        await environment.HoldsAsync();
        Assert.Equal(60, await environment.RedisWindowAsync("24h"));
        Assert.Equal(60, await environment.RedisWindowAsync("7d"));
    }

    [Fact]
    public async Task RestartedRedis_WithoutItsData_IsRebuilt()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        await ListenAsync(environment, 30);
        await environment.FinishedAsync();

        await environment.LoseRedisAsync();
        await ListenAsync(environment, 30);

        await environment.FinishedAsync();
        await environment.HoldsAsync();
    }

    /// <summary>As operators that rent it out do.</summary>
    [Fact]
    public async Task ManagedRedis_ThatRefusesConfig_IsAsGood()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await environment.Redis.GetDatabase().ExecuteAsync(
            "ACL", "SETUSER", "default", "-config", "-client", "-info");
        await using var host = await StatisticsHost.StartAsync(environment);
        await ListenAsync(environment, 30);
        await environment.FinishedAsync();
        await environment.HoldsAsync();
    }

    [Theory]
    [InlineData("flush.taken")]
    [InlineData("flush.counts")]
    [InlineData("flush.written")]
    [InlineData("flush.committed")]
    public async Task LostRedis_WhileItIsFlushed_IsNotWrittenInPart(string step)
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        await ListenAsync(environment, 10);
        await environment.FinishedAsync();
        host.Faults.Reached = async point =>
        {
            if (point != step) return;
            await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
            host.Faults.Reached = null;
        };

        await ListenAsync(environment, 10);
        await Eventually.TrueAsync(
            () => host.Logs.Has(LogLevel.Warning, "Redis is rebuilt from flush"), "it is rebuilt");

        await environment.FinishedAsync();
        await environment.HoldsAsync();
    }

    /// <summary>The batch fits what was rebuilt, but what was known of its sessions did
    /// not.</summary>
    [Fact]
    public async Task LostRedis_RebuiltWhileABatchIsCounted_TakesNoSessionForNew()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        var listener = new Listener(_track, TimeProvider.System.GetUtcNow().AddMinutes(-2));
        await environment.Log.AddAsync(listener.Start(), listener.Play(20));
        await environment.FinishedAsync();

        host.Faults.Reached = async point =>
        {
            if (point == "ingest.read")
                await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
            if (point != "ingest.folded") return;
            await host.Get<CountsRecovery>().RunAsync(CancellationToken.None);
            host.Faults.Reached = null;
        };
        await environment.Log.AddAsync(listener.Play(20));
        await Eventually.TrueAsync(
            () => host.Logs.Has(LogLevel.Warning, "Redis is rebuilt from flush"), "it is rebuilt");
        host.Faults.Reached = null;

        await environment.FinishedAsync();
        await environment.HoldsAsync();
    }

    [Fact]
    public async Task LostRedis_ThatCannotBeRebuilt_IsToldByHealth_AndLosesNoDeletion()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await environment.CreateCatalogAsync();
        await environment.AddTrackAsync(_track);
        var time = new ShiftedTime();
        await using var host = await StatisticsHost.StartAsync(environment, time);
        await ListenAsync(environment, 1);
        await environment.FinishedAsync();
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("all")).Count == 1, "the chart has the track");
        host.Faults.Reached = point => point == "rebuild.cleared"
            ? throw new InvalidOperationException("not now")
            : Task.CompletedTask;
        await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await Eventually.TrueAsync(
            () => host.Logs.Has(LogLevel.Warning, "CountsRecovery failed"), "it is tried");
        await environment.RemoveTrackAsync(_track);
        await environment.Log.AddAsync(TrackChanged.New(
            time.GetUtcNow(), _track, TrackChange.Deleted, trackVersion: 7));
        // In a row, for between two passes that count it would say so, too.
        var unready = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                unready = await IsReadyAsync(host) ? 0 : unready + 1;
                if (unready == 0) time.Advance(TimeSpan.FromMinutes(1));
                return unready == 40;
            },
            "health goes on telling that nothing is counted");

        host.Faults.Reached = null;
        await Eventually.TrueAsync(() => IsReadyAsync(host), "it counts again");
        await Eventually.TrueAsync(
            async () => (await host.ChartAsync("all")).Count == 0, "the track has left the chart");
    }

    [Fact]
    public async Task OlderRedis_ThanPostgreSql_IsRebuiltAndNotFlushedTwice()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(
            environment, settings: ("Statistics:Flush:Interval", "1.00:00:00"));
        await ListenAsync(environment, 30);
        await environment.CountedAsync();
        var unflushed = await RedisSnapshot.TakeAsync(environment.Redis);
        Assert.Equal(FlushOutcome.Written, await FlushAsync(host));

        await unflushed.RestoreAsync(environment.Redis);
        Assert.Equal(FlushOutcome.Stale, await FlushAsync(host));
        await host.Get<CountsRecovery>().RunAsync(TestContext.Current.CancellationToken);

        await ListenAsync(environment, 10);
        await environment.CountedAsync();
        Assert.Equal(FlushOutcome.Written, await FlushAsync(host));
        await environment.HoldsAsync();
    }

    [Fact]
    public async Task OlderRedis_SinceTheLastFlush_IsFilledFromTheLogAgain()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(
            environment, settings: ("Statistics:Flush:Interval", "1.00:00:00"));
        await ListenAsync(environment, 30);
        await environment.CountedAsync();
        var older = await RedisSnapshot.TakeAsync(environment.Redis);
        await ListenAsync(environment, 30);
        await environment.CountedAsync();

        await older.RestoreAsync(environment.Redis);

        await environment.CountedAsync();
        Assert.Equal(FlushOutcome.Written, await FlushAsync(host));
        await environment.HoldsAsync();
    }

    [Fact]
    public async Task ReplacedLog_WithSmallerOffsets_IsCountedFromItsBeginning()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using (await StatisticsHost.StartAsync(environment))
        {
            await ListenAsync(environment, 50);
            await environment.FinishedAsync();
        }
        await environment.ReplaceLogAsync();
        await using var host = await StatisticsHost.StartAsync(environment);
        await ListenAsync(environment, 20);

        await Eventually.TrueAsync(
            async () => (await environment.DatabaseTotalsAsync()).Sum
                == new Tally(70, 70, 70 * 41_000),
            "the sessions of both logs are counted");
    }

    [Fact]
    public async Task StoppingService_WithUnreadEvents_CountsAndFlushesThemFirst()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(
            environment, settings: ("Statistics:Flush:Interval", "1.00:00:00"));
        await ListenAsync(environment, 10);
        await environment.CountedAsync();

        await ListenAsync(environment, 500);
        await host.StopAsync();

        await environment.HoldsAsync();
    }

    [Fact]
    public async Task TruncatedLog_BeforeItWasRead_IsReportedLoudly()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await environment.Log.OverflowAsync(new Listener(
            _track, TimeProvider.System.GetUtcNow().AddMinutes(-2)));
        await using var host = await StatisticsHost.StartAsync(environment);

        await Eventually.TrueAsync(
            () => host.Logs.Has(LogLevel.Error, "records were gone before they were counted"),
            "the lost records are reported");
    }

    private Task ListenAsync(StatisticsEnvironment environment, int listeners)
    {
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-2);
        return environment.Log.AddAsync(
            Enumerable.Range(0, listeners).Select(_ => new Listener(_track, start)).SelectMany(
                listener => (PlaybackEvent[])
                    [listener.Start(), listener.Play(20), listener.Play(20), listener.Stop(1)]));
    }

    private static Task<FlushOutcome> FlushAsync(StatisticsHost host) =>
        host.Get<FlushPass>().FlushAsync(TestContext.Current.CancellationToken);

    private static async Task<bool> IsReadyAsync(StatisticsHost host)
    {
        using var answer = await host.Client.GetAsync(
            "/health", TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode;
    }
}
