using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using Dapper;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.Statistics.Bench;

/// <summary>From a listener's <c>/play</c> to the change on <c>/stats/stream</c>.</summary>
internal static class DelayBench
{
    private const int LiveSessions = 10_000;
    private const int Probes = 200;
    private const string Long = "00:10:00";

    public static async Task RunAsync(InfrastructureFixture infrastructure)
    {
        var database = await infrastructure.CreateDatabaseAsync();
        var track = TrackId.New(TimeProvider.System);
        await CreateCatalogAsync(database, track);
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:database"] = database,
            ["ConnectionStrings:redis"] = infrastructure.Redis,
            ["ConnectionStrings:kafka"] = infrastructure.Kafka,
            ["ConnectionStrings:objects"] = $"Path={infrastructure.Directory}/objects",
            ["Kafka:LogId"] = infrastructure.KafkaBroker.LogId,
            ["Kafka:SigningKey"] = EventLog.SigningKey,
            ["Playback:SigningKeys:0"] = Convert.ToBase64String(
                RandomNumberGenerator.GetBytes(32)),
            ["Playback:Ttl"] = Long,
            ["Playback:PausedTtl"] = Long,
        };
        await using var playback = await ServiceProcess.StartAsync("PlaybackApi", settings);
        await using var statistics = await ServiceProcess.StartAsync("StatisticsApi", settings);
        using var client = new HttpClient();
        var play = new Uri(playback.BaseAddress, $"/play/{track}");

        var memory = await MemoryAsync(infrastructure);
        using var stream = new StreamReader(await client.GetStreamAsync(
            new Uri(statistics.BaseAddress, "/stats/stream")));
        await Parallel.ForAsync(
            0, LiveSessions, new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (_, cancellationToken) => await PlayAsync(client, play, cancellationToken));
        await UntilAsync(stream, LiveSessions);
        Console.WriteLine(
            $"memory of Redis for {LiveSessions:N0} sessions, playback and statistics: "
            + $"{(await MemoryAsync(infrastructure) - memory) / 1e6:N1} MB");

        var delays = new List<double>();
        var random = new Random(1);
        for (var i = 1; i <= Probes; i++)
        {
            // Not in step with the ticks of the stream.
            await Task.Delay(random.Next(300));
            var clock = Stopwatch.StartNew();
            await PlayAsync(client, play, CancellationToken.None);
            await UntilAsync(stream, LiveSessions + i);
            delays.Add(clock.Elapsed.TotalMilliseconds);
        }
        delays.Sort();
        Console.WriteLine(
            $"from /play to /stats/stream at {LiveSessions:N0} live sessions, {Probes} times: "
            + $"p50 {delays[Probes / 2]:N0} ms, p99 {delays[Probes * 99 / 100]:N0} ms "
            + "(goal: p99 below 1,000 ms)");
    }

    private static async Task<long> MemoryAsync(InfrastructureFixture infrastructure)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            infrastructure.Redis + ",allowAdmin=true");
        var memory = await redis.GetServers().Single().InfoAsync("memory");
        return long.Parse(memory.Single().Single(pair => pair.Key == "used_memory").Value);
    }

    private static async Task PlayAsync(
        HttpClient client, Uri play, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsync(play, null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task UntilAsync(StreamReader stream, long listening)
    {
        const string Data = "data: ";
        while (true)
        {
            var line = await stream.ReadLineAsync() ?? throw new EndOfStreamException();
            // Those of heartbeats are empty.
            if (!line.StartsWith(Data) || line.Length == Data.Length) continue;
            using var data = JsonDocument.Parse(line[Data.Length..]);
            if (data.RootElement.GetProperty("listening_now").GetInt64() >= listening) return;
        }
    }

    private static async Task CreateCatalogAsync(string database, TrackId track)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(
            """
            CREATE SCHEMA catalog;
            CREATE TABLE catalog.track_directory (
              id uuid, artist text, title text, status text, version bigint, hls_key text,
              duration_ms bigint, loudness_lufs real, artwork_key text, waveform_key text,
              uploaded_at timestamptz
            );
            INSERT INTO catalog.track_directory
              (id, artist, title, status, version, hls_key, duration_ms)
            VALUES (@id, 'artist', 'title', 'ready', 1, @hls, 200000);
            """,
            new { id = track.Value, hls = $"hls/{track}/1/" });
    }
}
