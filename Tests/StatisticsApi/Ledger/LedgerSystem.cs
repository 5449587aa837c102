using System.Security.Cryptography;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>
/// Two processes of each service, to be killed, with one Redis for all of them, as in the product.
/// </summary>
internal sealed class LedgerSystem : IAsyncDisposable
{
    public const int Replicas = 2;

    /// <summary>Within this time after the last heartbeat, plus 5 s, nobody may be live.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(8);

    private readonly TestDirectory _directory = new();
    private readonly ServiceProcess?[] _playback = new ServiceProcess?[Replicas];
    private readonly ServiceProcess?[] _statistics = new ServiceProcess?[Replicas];
    private readonly string _signingKey =
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private LedgerSystem(StatisticsEnvironment environment)
    {
        Environment = environment;
    }

    public StatisticsEnvironment Environment { get; }

    public LedgerBook Book { get; } = new();

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>So short that listening for some seconds is a play.</summary>
    public IReadOnlyList<TrackId> ShortTracks { get; } = NewTracks(5);

    /// <summary>So long that nobody here plays them.</summary>
    public IReadOnlyList<TrackId> LongTracks { get; } = NewTracks(5);

    /// <summary>Their events are written into the log by the test.</summary>
    public IReadOnlyList<TrackId> WrittenTracks { get; } = NewTracks(5);

    public static async Task<LedgerSystem> StartAsync(InfrastructureFixture infrastructure)
    {
        var system = new LedgerSystem(await StatisticsEnvironment.StartAsync(infrastructure));
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
        if (_playback[replica] is { } old) await old.DisposeAsync();
        _playback[replica] = null;
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
        if (_statistics[replica] is { } old) await old.DisposeAsync();
        _statistics[replica] = null;
        _statistics[replica] = await ServiceProcess.StartAsync("StatisticsApi", Settings(
            ("Faults:KillAt", killAt ?? "")));
    }

    /// <summary>Redis dies and comes back, with its data or with nothing.</summary>
    public async Task RestartRedisAsync(bool keepData)
    {
        Book.BeginLoss();
        var open = await OpenSessionsAsync();
        await (keepData ? Environment.RestartRedisAsync() : Environment.LoseRedisAsync());
        // The last moment of what Redis had told may be missing even if it keeps its data.
        Book.EndLoss(open.Except(keepData ? await OpenSessionsAsync() : []));
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
        foreach (var process in _playback.Concat(_statistics))
            if (process is not null) await process.DisposeAsync();
        Client.Dispose();
        await Environment.DisposeAsync();
        _directory.Dispose();
    }

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
