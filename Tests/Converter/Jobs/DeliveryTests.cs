using System.Diagnostics;
using AudioStreaming.Contracts;
using AudioStreaming.Converter.Jobs;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>How messages of <c>transcode-jobs</c> become jobs, over the real protocol.</summary>
public class DeliveryTests(InfrastructureFixture infrastructure)
{
    private const string OneKey = "one partition";

    /// <summary>
    /// A consumer that does not poll for this long loses its partitions to others.
    /// </summary>
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Consumer_DuringALongJob_KeepsItsPartitionsAndReadsNoFurther()
    {
        // It reads ahead so little that what other tests send would take it long.
        await using var own = new InfrastructureFixture();
        await own.InitializeAsync();
        await using var harness = await ConverterHarness.CreateAsync(own);
        var host = await harness.StartAsync(
            ("Converter:Jobs:Parallel", "1"), ("Converter:Jobs:Waiting", "2"),
            ("Kafka:Consumer:MaxPollIntervalMs",
                $"{MaxPollInterval.TotalMilliseconds:F0}"));
        var jobs = HeldJobs.At(host, "job.claimed");
        var tracks = await AddAsync(harness, 6);
        foreach (var track in tracks) await harness.RequestAsync(track);
        var first = await jobs.NextAsync();
        var consumer = host.Services.GetRequiredService<IConsumer<byte[], byte[]>>();
        var workers = host.Services.GetRequiredService<JobWorkers>();
        await Eventually.TrueAsync(() => workers.Waiting >= 2, "nothing is read ahead");
        var (member, partitions) = (consumer.MemberId, consumer.Assignment);
        Assert.NotEmpty(partitions);

        // Long enough for the group to give up a member that has stopped polling.
        var clock = Stopwatch.StartNew();
        await Eventually.TrueAsync(() =>
        {
            Assert.Equal(member, consumer.MemberId);
            Assert.Equal(partitions, consumer.Assignment);
            // One poll may bring the message that fills the queue.
            Assert.InRange(workers.Waiting, 2, 3);
            return clock.Elapsed > MaxPollInterval * 1.3;
        }, "", MaxPollInterval * 3);

        first.SetResult();
        jobs.OpenAll();
        foreach (var track in tracks)
        {
            var row = await harness.FinishedAsync(track);
            Assert.Equal(("ready", 1), (row.Status, row.Attempts));
        }
    }

    [Fact]
    public async Task Offset_BehindAnUnfinishedJob_IsNotCommitted()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(("Converter:Jobs:Parallel", "2"));
        var jobs = HeldJobs.At(host, "job.claimed");
        var tracks = await AddAsync(harness, 3);
        await harness.RequestAsync(tracks[0], key: OneKey);
        var first = await jobs.NextAsync();
        jobs.OpenAll();
        var position = await harness.RequestAsync(tracks[1], key: OneKey);

        Assert.Equal("ready", (await harness.FinishedAsync(tracks[1])).Status);
        var consumer = host.Services.GetRequiredService<IConsumer<byte[], byte[]>>();
        // What finishes later, elsewhere, is committed: so would be the job before it.
        var later = await RequestElsewhereAsync(harness, tracks[2], position.Partition);
        await Eventually.TrueAsync(
            () => IsCommitted(consumer, later), "nothing is committed at all");
        Assert.False(IsCommitted(consumer, position));

        first.SetResult();
        await harness.FinishedAsync(tracks[0]);
        await Eventually.TrueAsync(() => IsCommitted(consumer, position), "it is not committed");
    }

    [Fact]
    public async Task Jobs_ReadAhead_AreTakenInTheirOrder()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(
            ("Converter:Jobs:Parallel", "1"), ("Converter:Jobs:Waiting", "10000"));
        var jobs = HeldJobs.At(host, "job.claimed");
        var tracks = await AddAsync(harness, 4);
        await harness.RequestAsync(tracks[0], key: OneKey);
        var first = await jobs.NextAsync();
        TopicPartitionOffset last = null!;
        foreach (var track in (TrackId[])[tracks[3], tracks[1], tracks[2]])
            last = await harness.RequestAsync(track, key: OneKey);
        var consumer = host.Services.GetRequiredService<IConsumer<byte[], byte[]>>();
        await Eventually.TrueAsync(
            () => consumer.Position(last.TopicPartition).Value > last.Offset.Value,
            "not all are read");
        first.SetResult();
        jobs.OpenAll();

        foreach (var track in tracks) await harness.FinishedAsync(track);
        await Eventually.TrueAsync(
            () => harness.Sent.Ready(tracks).Count == 4, "not all are announced");
        Assert.Equal(
            [$"{tracks[0]}", $"{tracks[3]}", $"{tracks[1]}", $"{tracks[2]}"],
            harness.Sent.Ready(tracks).Select(message => message.Key));
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
            () => hosts.All(host => host.Services.GetRequiredService<JobWorkers>().Waiting == 0),
            "messages are left");
        await Eventually.TrueAsync(
            () => harness.Sent.Ready(tracks).Count >= 3, "not all are announced");
        Assert.Equal(3, harness.Sent.Ready(tracks).Count);
    }

    /// <summary>The next try waits in the outbox, and longer each time, up to the cap.</summary>
    [Fact]
    public async Task Retries_WaitInTheOutbox_WithACappedBackoff()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(
            ("Converter:Jobs:FirstBackoff", "01:00:00"), ("Converter:Jobs:MaxBackoff", "03:00:00"));
        host.Services.GetRequiredService<ServiceDefaults.FaultPoints>().Reached = point =>
            point == "job.claimed" ? Task.CompletedTask : throw new IOException("no storage");
        var track = (await AddAsync(harness, 1))[0];

        foreach (var hours in (int[])[1, 2, 3])
        {
            await harness.RequestAsync(track);
            var wait = await WaitingAsync(harness, track);
            Assert.InRange(wait, hours - 0.1, hours + 0.1);
        }
        Assert.Equal("pending", (await harness.RowAsync(track)).Status);
    }

    /// <summary>Takes the retry out of the outbox; tells in how many hours it was due.</summary>
    private static async Task<double> WaitingAsync(ConverterHarness harness, TrackId track)
    {
        double? hours = null;
        await Eventually.TrueAsync(async () =>
        {
            await using var connection = await harness.Database.OpenConnectionAsync();
            hours = await connection.QuerySingleOrDefaultAsync<double?>(
                """
                DELETE FROM catalog.outbox
                WHERE topic = @Topic
                  AND key = @Key
                  AND available_at > now() + interval '1 minute'
                RETURNING extract(epoch FROM available_at - now())::float8 / 3600
                """,
                new { Topic = Topics.TranscodeJobs, Key = track.ToString() });
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

    private static async Task<TopicPartitionOffset> RequestElsewhereAsync(
        ConverterHarness harness, TrackId track, Partition partition)
    {
        for (var key = 0; ; key++)
        {
            var position = await harness.RequestAsync(track, key: $"{key}");
            if (position.Partition != partition) return position;
        }
    }

    private static bool IsCommitted(
        IConsumer<byte[], byte[]> consumer, TopicPartitionOffset position)
    {
        var committed = consumer.Committed([position.TopicPartition], TimeSpan.FromSeconds(20));
        return committed[0].Offset.Value > position.Offset.Value;
    }
}
