using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>
/// The promise as a whole: listeners who come and go, several processes of each service, a Kafka
/// of several brokers, and everything killed while they listen. <c>LEDGER_KILLS</c>,
/// <c>LEDGER_BROKERS</c> and <c>LEDGER_SEEDS</c> make it longer and different.
/// </summary>
public sealed class LedgerTests(InfrastructureFixture infrastructure, ITestOutputHelper output)
{
    private const int Players = 40;

    private static readonly TimeSpan WriteInterval = TimeSpan.FromMilliseconds(50);

    public static MatrixTheoryData<int, int> Runs =>
        new(Numbers("LEDGER_BROKERS", "3"), Numbers("LEDGER_SEEDS", "20261122"));

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Counts_WhileEverythingIsKilled_EqualLedgerAndLog(int brokers, int seed)
    {
        TestKafka.Require();
        output.WriteLine($"seed {seed}, brokers: {brokers}");
        await using var system = await LedgerSystem.StartAsync(infrastructure, brokers);
        var environment = system.Environment;

        using var done = new CancellationTokenSource();
        await Task.WhenAll(
            DisturbAsync(system, seed, done),
            PlayAsync(system, seed, done.Token), WriteAsync(system, seed, done.Token));
        output.WriteLine($"{system.Kills} kills, ledger: {system.Book}");

        await NobodyIsLiveAsync(system);
        await system.FallSilentAsync();
        await environment.FinishedAsync();
        system.Book.IsIn(LogReplay.Of(environment.Log));
        await AgreeAsync(system);
        Assert.Empty(environment.Log.ReadAll(Topics.Dead(Topics.PlaybackEvents)));

        await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await environment.FinishedAsync();
        await AgreeAsync(system);
        Assert.Equal(
            (await environment.DatabaseTotalsAsync()).Sum.Plays,
            await environment.RedisWindowAsync("24h"));
        Assert.Empty(system.Jumps);
    }

    private static async Task AgreeAsync(LedgerSystem system)
    {
        await system.Environment.HoldsAsync();
        system.Book.AgreesWith(await system.Environment.DatabaseTotalsAsync());
    }

    /// <summary>The listeners go on as long as the kills.</summary>
    private async Task DisturbAsync(
        LedgerSystem system, int seed, CancellationTokenSource done)
    {
        try
        {
            await new Chaos(system, new Random(seed), output.WriteLine)
                .RunAsync(Numbers("LEDGER_KILLS", "30").Single());
        }
        finally
        {
            await done.CancelAsync();
        }
    }

    private static Task PlayAsync(LedgerSystem system, int seed, CancellationToken done) =>
        Task.WhenAll(Enumerable.Range(0, Players).Select(async player =>
        {
            var random = new Random(seed + player);
            for (var i = player; !done.IsCancellationRequested; i++)
            {
                var behavior = Enum.GetValues<Behavior>()[i % Enum.GetValues<Behavior>().Length];
                await new PlayerListener(system, random).RunAsync(
                    behavior, TestContext.Current.CancellationToken);
                await Task.Delay(random.Next(2_000), TestContext.Current.CancellationToken);
            }
        }));

    /// <summary>Completes when Kafka has acknowledged all that was written.</summary>
    private static async Task WriteAsync(LedgerSystem system, int seed, CancellationToken done)
    {
        var random = new Random(seed);
        var written = new List<Task>();
        while (!done.IsCancellationRequested)
        {
            var track = system.WrittenTracks[random.Next(system.WrittenTracks.Count)];
            written.Add(system.Environment.Log.AddAsync(WrittenListener.Create(
                track, TimeProvider.System.GetUtcNow(), system.Book, random)));
            await Task.Delay(WriteInterval, TestContext.Current.CancellationToken);
        }
        await Task.WhenAll(written);
    }

    /// <summary>The listeners that vanished are gone after the TTL and 5 s more.</summary>
    private static Task NobodyIsLiveAsync(LedgerSystem system) => Eventually.TrueAsync(
        async () => await system.Environment.RedisLiveAsync() == 0,
        "nobody is live after the TTL and 5 s", LedgerSystem.Ttl + TimeSpan.FromSeconds(5));

    private static IEnumerable<int> Numbers(string name, string normal) =>
        (Environment.GetEnvironmentVariable(name) ?? normal).Split(',').Select(int.Parse);
}
