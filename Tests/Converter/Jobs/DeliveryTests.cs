using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>What messages of <c>transcode-jobs</c> do, and what goes without them.</summary>
public class DeliveryTests(InfrastructureFixture infrastructure)
{
    private static readonly (string, string) NoTimer = ("Converter:Jobs:PollInterval", "01:00:00");

    [Fact]
    public async Task Message_WakesTheWorkers()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(NoTimer);
        var consumer = host.Services.GetRequiredService<IConsumer<byte[], byte[]>>();
        await Eventually.TrueAsync(() => consumer.Assignment.Count > 0, "nothing is read");

        var row = await harness.ConvertAsync(await TestAudio.Mp3Async(1));

        Assert.Equal(("ready", 1), (row.Status, row.Attempts));
    }

    [Fact]
    public async Task Message_WhileItsJobRuns_IsCommitted()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync();
        var jobs = HeldJobs.At(host, "job.claimed");
        var track = (await AddAsync(harness, 1))[0];
        var position = await harness.RequestAsync(track);
        var held = await jobs.NextAsync();
        var consumer = host.Services.GetRequiredService<IConsumer<byte[], byte[]>>();

        await Eventually.TrueAsync(
            () => consumer.Committed([position.TopicPartition], TimeSpan.FromSeconds(20))[0]
                .Offset.Value > position.Offset.Value,
            "it is not committed");
        Assert.Equal("processing", (await harness.RowAsync(track)).Status);

        held.SetResult();
    }

    [Fact]
    public async Task Job_AnnouncedManyTimes_IsDoneOnce()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        WebApplication[] hosts = [await harness.StartAsync(), await harness.StartAsync()];
        var tracks = await AddAsync(harness, 3);
        var random = new Random(3);
        for (var message = 0; message < 30; message++)
            await harness.RequestAsync(
                tracks[random.Next(tracks.Count)], key: $"{random.Next()}");
        foreach (var track in tracks) await harness.RequestAsync(track);

        foreach (var track in tracks)
        {
            var row = await harness.FinishedAsync(track);
            // Claimed once, finished once: each raises the version.
            Assert.Equal(("ready", 1, 2), (row.Status, row.Attempts, row.Version));
        }
        await Eventually.TrueAsync(
            () => harness.Sent.Ready(tracks).Count >= 3, "not all are announced");
        Assert.Equal(3, harness.Sent.Ready(tracks).Count);
    }

    /// <summary>To be woken is a state: however often it happens, it is looked up once.</summary>
    [Fact]
    public async Task Messages_InAFlood_AskTheDatabaseLittle()
    {
        const int messages = 10_000;
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(NoTimer);
        using var log = new MeasureLog(host);
        var jobs = HeldJobs.At(host, "job.claimed");
        var track = (await AddAsync(harness, 1))[0];
        await harness.RequestAsync(track);
        var held = await jobs.NextAsync();

        var positions = await Task.WhenAll(
            Enumerable.Range(0, messages).Select(_ => harness.RequestAsync(track, "flood")));
        var last = positions.MaxBy(position => position.Offset.Value)!;
        var consumer = host.Services.GetRequiredService<IConsumer<byte[], byte[]>>();
        await Eventually.TrueAsync(
            () => consumer.Position(last.TopicPartition).Value > last.Offset.Value,
            "not all are read", TimeSpan.FromMinutes(1));

        // Each pass of the workers tells how many wait.
        Assert.InRange(log.Of("converter.queue.waiting").Count(), 1, messages / 5);
        held.SetResult();
        jobs.OpenAll();
        Assert.Equal("ready", (await harness.FinishedAsync(track)).Status);
    }

    [Fact]
    public async Task Kafka_Away_HoldsUpNoConversion()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        await harness.StartAsync(("ConnectionStrings:kafka", $"127.0.0.1:{FreePort.Find()}"));

        foreach (var track in await AddAsync(harness, 2))
            Assert.Equal("ready", (await harness.FinishedAsync(track)).Status);
    }

    /// <summary>Longer each time, up to the cap; then it is taken without a message.</summary>
    [Fact]
    public async Task Retries_WaitInTheirRow_WithACappedBackoff()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(
            NoTimer, ("Converter:Jobs:FirstBackoff", "01:00:00"),
            ("Converter:Jobs:MaxBackoff", "03:00:00"));
        host.Services.GetRequiredService<ServiceDefaults.FaultPoints>().Reached = point =>
            point == "job.claimed" ? Task.CompletedTask : throw new IOException("no storage");
        var track = (await AddAsync(harness, 1))[0];

        foreach (var hours in (int[])[1, 2, 3])
        {
            await harness.RequestAsync(track);
            Assert.InRange(await WaitingAsync(harness), hours - 0.1, hours + 0.1);
        }
        Assert.Equal("pending", (await harness.RowAsync(track)).Status);
    }

    [Fact]
    public async Task Retry_WhoseWaitIsOver_IsTakenWithoutMessageOrTimer()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        await using (var connection = await harness.Database.OpenConnectionAsync(Token))
        {
            await AddAsync(harness, 1);
            await connection.ExecuteAsync(
                "UPDATE catalog.tracks SET available_at = now() + interval '3 seconds'");
        }
        await harness.StartAsync(NoTimer);

        await using var database = await harness.Database.OpenConnectionAsync(Token);
        await Eventually.TrueAsync(
            () => database.QuerySingleAsync<bool>("SELECT status = 'ready' FROM catalog.tracks"),
            "it is forgotten", TimeSpan.FromMinutes(1));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Ends the wait of the retry; tells in how many hours it was due.</summary>
    private static async Task<double> WaitingAsync(ConverterHarness harness)
    {
        double? hours = null;
        await Eventually.TrueAsync(async () =>
        {
            await using var connection = await harness.Database.OpenConnectionAsync();
            hours = await connection.QuerySingleOrDefaultAsync<double?>(
                """
                WITH waiting AS (
                  SELECT id, extract(epoch FROM available_at - now())::float8 / 3600 AS hours
                  FROM catalog.tracks
                  WHERE status = 'pending'
                    AND available_at > now() + interval '1 minute'
                )
                UPDATE catalog.tracks AS track
                SET available_at = now()
                FROM waiting
                WHERE waiting.id = track.id
                RETURNING waiting.hours
                """);
            return hours is not null;
        }, "no retry waits", TimeSpan.FromMinutes(2));
        return hours!.Value;
    }

    private static async Task<List<TrackId>> AddAsync(ConverterHarness harness, int count)
    {
        var tracks = new List<TrackId>();
        var path = await TestAudio.Mp3Async(1);
        for (var index = 0; index < count; index++) tracks.Add(await harness.AddAsync(path));
        return tracks;
    }
}
