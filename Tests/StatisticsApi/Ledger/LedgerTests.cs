using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>
/// The promise as a whole: thousands of listeners, several processes of each service, and
/// everything killed while they listen. <c>LEDGER_LISTENERS</c> and <c>LEDGER_SEEDS</c> make it
/// longer and different.
/// </summary>
public sealed class LedgerTests(InfrastructureFixture infrastructure, ITestOutputHelper output)
{
    private const int Concurrency = 150;

    private static readonly int Listeners = int.Parse(Setting("LEDGER_LISTENERS", "1000"));

    public static TheoryData<int> Seeds =>
        [.. Setting("LEDGER_SEEDS", "20261122,1").Split(',').Select(int.Parse)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Counts_WhileEverythingIsKilled_EqualLedgerAndLog(int seed)
    {
        output.WriteLine($"seed {seed}, {Listeners} listeners over HTTP and {Listeners} written");
        await using var system = await LedgerSystem.StartAsync(infrastructure);
        var environment = system.Environment;

        using var done = new CancellationTokenSource();
        var chaos = new Chaos(system, new Random(seed), output.WriteLine).RunAsync(done.Token);
        await Task.WhenAll(PlayAsync(system, seed), WriteAsync(system, seed));
        await done.CancelAsync();
        await chaos;
        output.WriteLine($"ledger: {system.Book}");

        await NobodyIsLiveAsync(system);
        await environment.FinishedAsync();
        await AgreeAsync(system);

        await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await environment.FinishedAsync();
        await AgreeAsync(system);
        Assert.Equal(
            (await environment.DatabaseTotalsAsync()).Sum.Plays,
            await environment.RedisWindowAsync("24h"));
    }

    private static async Task AgreeAsync(LedgerSystem system)
    {
        await system.Environment.HoldsAsync();
        system.Book.AgreesWith(await system.Environment.DatabaseTotalsAsync());
    }

    private static Task PlayAsync(LedgerSystem system, int seed) => Parallel.ForAsync(
        0, Listeners,
        new ParallelOptions
        {
            MaxDegreeOfParallelism = Concurrency,
            CancellationToken = TestContext.Current.CancellationToken,
        },
        async (i, cancellationToken) =>
        {
            var random = new Random(seed + i);
            var behavior = Enum.GetValues<Behavior>()[i % Enum.GetValues<Behavior>().Length];
            await new PlayerListener(system, random).RunAsync(behavior, cancellationToken);
        });

    private static async Task WriteAsync(LedgerSystem system, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Listeners; i += 50)
        {
            for (var j = 0; j < 50; j++)
            {
                var track = system.WrittenTracks[random.Next(system.WrittenTracks.Count)];
                var events = WrittenListener.Create(
                    track, TimeProvider.System.GetUtcNow(), system.Book, random);
                _ = system.Environment.Log.AddAsync(events);
            }
            await Task.Delay(
                TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The listeners that vanished are gone after the TTL and 5 s more.</summary>
    private static Task NobodyIsLiveAsync(LedgerSystem system) => Eventually.TrueAsync(
        async () => await system.Environment.RedisLiveAsync() == 0,
        "nobody is live after the TTL and 5 s", LedgerSystem.Ttl + TimeSpan.FromSeconds(5));

    private static string Setting(string name, string normal) =>
        Environment.GetEnvironmentVariable(name) ?? normal;
}
