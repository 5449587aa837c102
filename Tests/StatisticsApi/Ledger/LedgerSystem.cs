using System.Security.Cryptography;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>
/// Two processes of each service, to be killed, with one Redis and one Kafka for all of them, as in
/// the product.
/// </summary>
internal sealed class LedgerSystem : IAsyncDisposable
{
    public const int Replicas = 2;

    /// <summary>Within this time after the last heartbeat, plus 5 s, nobody may be live.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(8);

    /// <summary>By which statistics tells that offsets did not follow each other.</summary>
    private static readonly string[] JumpTexts = ["jumps from offset", "went back from offset"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TestDirectory _directory = new();
    private readonly List<string> _jumps = [];
    private readonly ServiceProcess?[] _playback = new ServiceProcess?[Replicas];
    private readonly ServiceProcess?[] _statistics = new ServiceProcess?[Replicas];
    private readonly string _signingKey =
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private int _kills;

    private LedgerSystem(StatisticsEnvironment environment, KafkaCluster kafka)
    {
        Environment = environment;
        Kafka = kafka;
    }

    public StatisticsEnvironment Environment { get; }

    public KafkaCluster Kafka { get; }

    /// <summary>How many processes have been killed.</summary>
    public int Kills => _kills;

    /// <summary>Where a statistics process found records gone, or others than before.</summary>
    public IReadOnlyList<string> Jumps => [.. _jumps, .. _statistics.SelectMany(JumpsOf)];

    public LedgerBook Book { get; } = new();

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>So that the leaders' work soon goes to others, and that of a consumer.</summary>
    private static IReadOnlyDictionary<string, string> Impatience { get; } =
        new Dictionary<string, string>
        {
            ["broker.session.timeout.ms"] = "2000",
            ["broker.heartbeat.interval.ms"] = "300",
            ["group.min.session.timeout.ms"] = "1000",
        };

    /// <summary>So short that listening for some seconds is a play.</summary>
    public IReadOnlyList<TrackId> ShortTracks { get; } = NewTracks(5);

    /// <summary>So long that nobody here plays them.</summary>
    public IReadOnlyList<TrackId> LongTracks { get; } = NewTracks(5);

    /// <summary>Their events are written into the log by the test.</summary>
    public IReadOnlyList<TrackId> WrittenTracks { get; } = NewTracks(5);

    /// <param name="infrastructure">Has the databases.</param>
    /// <param name="brokers">How many of them are Kafka: one or three.</param>
    public static async Task<LedgerSystem> StartAsync(
        InfrastructureFixture infrastructure, int brokers)
    {
        var kafka = await new KafkaCluster { Size = brokers, Properties = Impatience }
            .StartedAsync();
        var system = new LedgerSystem(
            await StatisticsEnvironment.StartAsync(infrastructure, kafka), kafka);
        await system.CreateCatalogAsync();
        for (var i = 0; i < Replicas; i++)
        {
            await system.StartPlaybackAsync(i);
            await system.StartStatisticsAsync(i);
        }
        return system;
    }

    /// <summary>A playback process that may be alive; null if that one is not.</summary>
    public Uri? PlaybackAddress(int replica) => _playback[replica]?.BaseAddress;

    public ServiceProcess? Statistics(int replica) => _statistics[replica];

    public ServiceProcess? Playback(int replica) => _playback[replica];

    public async Task StartPlaybackAsync(int replica, string? killAt = null)
    {
        await EndPlaybackAsync(replica);
        _playback[replica] = await ServiceProcess.StartAsync("PlaybackApi", Settings(
            ("ConnectionStrings:objects", $"Path={_directory.Path}/objects"),
            ("Playback:SigningKeys:0", _signingKey),
            ("Playback:Ttl", $"{Ttl}"),
            ("Playback:PausedTtl", $"{Ttl}"),
            ("Playback:Heartbeat", "00:00:01"),
            ("Faults:KillAt", killAt ?? "")));
    }

    public async Task StartStatisticsAsync(int replica, string? killAt = null)
    {
        await EndStatisticsAsync(replica);
        _statistics[replica] = await ServiceProcess.StartAsync("StatisticsApi", Settings(
            ("Faults:KillAt", killAt ?? "")));
    }

    /// <summary>Redis dies and comes back, with its data or with nothing.</summary>
    public async Task RestartRedisAsync(bool keepData)
    {
        Interlocked.Increment(ref _kills);
        Book.BeginLoss();
        var open = await OpenSessionsAsync();
        await (keepData ? Environment.RestartRedisAsync() : Environment.LoseRedisAsync());
        // The last moment of what Redis had told may be missing even if it keeps its data.
        Book.EndLoss(open.Except(keepData ? await OpenSessionsAsync() : []));
    }

    /// <summary>A broker dies, and comes back with what it had.</summary>
    public async Task RestartBrokerAsync(int node, TimeSpan away)
    {
        Interlocked.Increment(ref _kills);
        await Kafka.Node(node).KillAsync();
        await Task.Delay(away, CancellationToken.None);
        await Kafka.Node(node).StartAsync(CancellationToken.None);
    }

    /// <param name="meanwhile">Done while there is no Kafka.</param>
    public async Task RestartBrokersAsync(Func<Task> meanwhile)
    {
        Interlocked.Add(ref _kills, Kafka.Size);
        await Kafka.KillAsync();
        await meanwhile();
        await Kafka.StartAsync();
    }

    /// <summary>
    /// The log is complete: all sessions have ended in it, and nobody is left who would write.
    /// </summary>
    public async Task FallSilentAsync()
    {
        await Eventually.TrueAsync(
            async () => (await OpenSessionsAsync()).Count == 0,
            "Kafka has acknowledged the end of every session", Patience);
        await Task.WhenAll(_playback.Select(process => process!.TerminateAsync()));
    }

    /// <summary>Sessions whose end Kafka has not acknowledged.</summary>
    private async Task<IReadOnlyList<SessionId>> OpenSessionsAsync()
    {
        IReadOnlyList<SessionId>? open = null;
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    var members = await Environment.Redis.GetDatabase()
                        .SortedSetRangeByRankAsync("sessions:{playback}:deadlines");
                    open = [.. members.Select(member => SessionId.Parse(member.ToString()))];
                }
                catch (Exception fault) when (fault is RedisException or RedisTimeoutException)
                {
                }
                return open is not null;
            },
            "Redis answers");
        return open!;
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < Replicas; i++)
        {
            await EndPlaybackAsync(i);
            await EndStatisticsAsync(i);
        }
        Client.Dispose();
        await Environment.DisposeAsync();
        await Kafka.DisposeAsync();
        _directory.Dispose();
    }

    private async Task EndPlaybackAsync(int replica)
    {
        if (Interlocked.Exchange(ref _playback[replica], null) is not { } process) return;
        Interlocked.Increment(ref _kills);
        await process.DisposeAsync();
    }

    private async Task EndStatisticsAsync(int replica)
    {
        if (Interlocked.Exchange(ref _statistics[replica], null) is not { } process) return;
        Interlocked.Increment(ref _kills);
        await process.DisposeAsync();
        _jumps.AddRange(JumpsOf(process));
    }

    private static IEnumerable<string> JumpsOf(ServiceProcess? process) =>
        (process?.Output.Split('\n') ?? []).Where(
            line => JumpTexts.Any(text => line.Contains(text, StringComparison.Ordinal)));

    private Dictionary<string, string> Settings(params (string Key, string Value)[] settings)
    {
        var all = Environment.Settings();
        foreach (var (key, value) in settings) all[key] = value;
        return all;
    }

    private async Task CreateCatalogAsync()
    {
        await Environment.CreateCatalogAsync();
        var rows = ShortTracks.Select(track => (track, DurationMs: 2_000L))
            .Concat(LongTracks.Select(track => (track, DurationMs: 600_000L)))
            .Concat(WrittenTracks.Select(track => (track, DurationMs: 200_000L)));
        foreach (var (track, durationMs) in rows)
            await Environment.AddTrackAsync(track, durationMs: durationMs);
    }

    private static List<TrackId> NewTracks(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => TrackId.New(TimeProvider.System))];
}
