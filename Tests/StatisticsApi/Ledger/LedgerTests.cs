using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>
/// The promise as a whole: thousands of listeners, several processes of each service, and
/// everything killed while they listen. <c>LEDGER_LISTENERS</c> and <c>LEDGER_SEED</c> make it
/// longer and different.
/// </summary>
public sealed class LedgerTests(InfrastructureFixture infrastructure, ITestOutputHelper output)
{
    private const int Concurrency = 150;

    private static readonly int Listeners = Setting("LEDGER_LISTENERS", 2_000);
    private static readonly int Seed = Setting("LEDGER_SEED", 20_261_122);

    [Fact]
    public async Task Counts_WhileEverythingIsKilled_EqualLedgerAndLog()
    {
        output.WriteLine($"seed {Seed}, {Listeners} listeners over HTTP and {Listeners} written");
        await using var system = await LedgerSystem.StartAsync(infrastructure);
        var environment = system.Environment;
        var book = new LedgerBook();

        using var done = new CancellationTokenSource();
        var chaos = new Chaos(system, new Random(Seed), output.WriteLine).RunAsync(done.Token);
        await Task.WhenAll(PlayAsync(system, book), WriteAsync(system, book));
        await done.CancelAsync();
        await chaos;
        output.WriteLine($"ledger: {book}");

        await NobodyIsLiveAsync(system);
        await environment.SettledAsync();
        await AgreeAsync(system, book);

        await environment.Redis.GetDatabase().ExecuteAsync("FLUSHALL");
        await environment.SettledAsync();
        await AgreeAsync(system, book);
        Assert.Equal(
            (await environment.DatabaseTotalsAsync()).Sum.Plays,
            await environment.RedisWindowAsync("24h"));
    }

    private static async Task AgreeAsync(LedgerSystem system, LedgerBook book)
    {
        await system.Environment.HoldsAsync();
        var counted = await system.Environment.DatabaseTotalsAsync();
        book.AgreesWith(counted.ByTrack());
        Assert.Equal(
            book.Exact(system.WrittenTracks).Lines,
            counted.Only(system.WrittenTracks).Lines);
    }

    private static Task PlayAsync(LedgerSystem system, LedgerBook book) => Parallel.ForAsync(
        0, Listeners,
        new ParallelOptions
        {
            MaxDegreeOfParallelism = Concurrency,
            CancellationToken = TestContext.Current.CancellationToken,
        },
        async (i, cancellationToken) =>
        {
            var random = new Random(Seed + i);
            var behavior = Enum.GetValues<Behavior>()[i % Enum.GetValues<Behavior>().Length];
            await new PlayerListener(system, book, random).RunAsync(behavior, cancellationToken);
        });

    private static async Task WriteAsync(LedgerSystem system, LedgerBook book)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Listeners; i += 50)
        {
            for (var j = 0; j < 50; j++)
            {
                var track = system.WrittenTracks[random.Next(system.WrittenTracks.Count)];
                var events = WrittenListener.Create(
                    track, TimeProvider.System.GetUtcNow(), book, random);
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

    private static int Setting(string name, int normal) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : normal;
}
