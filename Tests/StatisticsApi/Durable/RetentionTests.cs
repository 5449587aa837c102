using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.StatisticsApi.Durable;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.StatisticsApi.Tests.Durable;

/// <summary>What is kept, and for how long.</summary>
public sealed class RetentionTests(InfrastructureFixture infrastructure)
{
    private readonly ShiftedTime _time = new();
    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Fact]
    public async Task OldSessionsAndMinutes_AreForgotten_AndTheirCountsAreKept()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment, _time);
        await environment.Log.AddAsync(Enumerable.Range(0, 50).SelectMany(_ => Play()));
        await environment.FinishedAsync();
        Assert.Equal(50, await SessionsAsync(environment));

        _time.Advance(TimeSpan.FromHours(50));
        // Enough of them to reach every partition: each has its own newest event.
        await environment.Log.AddAsync(Enumerable.Range(0, 300).SelectMany(_ => Play()));
        await environment.FinishedAsync();
        await PruneAsync(host);

        Assert.Equal(300, await SessionsAsync(environment));
        Assert.Equal(
            300, await environment.Redis.GetDatabase().HashLengthAsync("{stats}:sessions"));
        Assert.Equal(300, (await environment.DatabaseSumAsync("minute", true)).Plays);
        Assert.Equal(350, (await environment.DatabaseSumAsync("hour", true)).Plays);
        Assert.Equal(350, (await environment.DatabaseTotalsAsync()).Sum.Plays);
    }

    [Fact]
    public async Task OldHours_AreForgotten_AndTheirDaysAndTotalsAreKept()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment, _time);
        await environment.Log.AddAsync(Enumerable.Range(0, 5).SelectMany(_ => Play()));
        await environment.FinishedAsync();

        _time.Advance(TimeSpan.FromDays(89));
        await PruneAsync(host);
        Assert.Equal(5, (await environment.DatabaseSumAsync("hour", true)).Plays);

        _time.Advance(TimeSpan.FromDays(2));
        await PruneAsync(host);
        Assert.Equal(0, (await environment.DatabaseSumAsync("hour", true)).Plays);
        Assert.Equal(5, (await environment.DatabaseSumAsync("day", true)).Plays);
        Assert.Equal(5, (await environment.DatabaseTotalsAsync()).Sum.Plays);
    }

    private PlaybackEvent[] Play()
    {
        var listener = new Listener(_track, _time.GetUtcNow().AddSeconds(-31));
        return [listener.Start(), listener.Stop(30)];
    }

    private static Task<PassResult> PruneAsync(StatisticsHost host) =>
        host.Get<RetentionPass>().RunAsync(TestContext.Current.CancellationToken);

    private static async Task<long> SessionsAsync(StatisticsEnvironment environment)
    {
        await using var connection = await environment.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM statistics.sessions");
    }
}
