using AudioStreaming.Contracts;
using AudioStreaming.Converter.Jobs;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>Converters come and go; no partition is forgotten.</summary>
public class RebalanceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The client remembers that a partition was paused even while another consumer has it.
    /// </summary>
    [Fact]
    public async Task Partition_PausedWhenItWent_IsReadWhenItComesBack()
    {
        // It reads ahead so little that what other tests send would take it long.
        await using var own = new InfrastructureFixture();
        await own.InitializeAsync();
        await using var harness = await ConverterHarness.CreateAsync(own);
        var stays = await harness.StartAsync(
            ("Converter:Jobs:Parallel", "1"), ("Converter:Jobs:Waiting", "1"));
        var jobs = HeldJobs.At(stays, "job.claimed");
        var track = await harness.AddAsync(await TestAudio.Mp3Async(1));
        await harness.RequestAsync(track);
        var held = await jobs.NextAsync();
        var consumer = stays.Services.GetRequiredService<IConsumer<byte[], byte[]>>();
        var all = consumer.Assignment;
        var (keys, tracks) = await RequestEverywhereAsync(harness, all.Count);
        var workers = stays.Services.GetRequiredService<JobWorkers>();
        await Eventually.TrueAsync(() => workers.Waiting > 0, "nothing is paused", Patience);

        var goes = await harness.StartAsync();
        await Eventually.TrueAsync(
            () => consumer.Assignment.Count is var some && some > 0 && some < all.Count,
            "the partitions are not shared", Patience);
        var gone = all.Except(consumer.Assignment).Select(partition => partition.Partition);
        held.SetResult();
        jobs.OpenAll();
        foreach (var one in tracks.Append(track)) await harness.FinishedAsync(one);
        await Eventually.TrueAsync(() => workers.Waiting == 0, "jobs still wait", Patience);
        await goes.StopAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            () => consumer.Assignment.Count == all.Count, "no partition comes back", Patience);

        // One at a time: a full queue would pause and resume all of them.
        foreach (var partition in gone)
        {
            var late = await harness.AddAsync(await TestAudio.Mp3Async(1));
            await harness.RequestAsync(late, key: keys[partition]);
            Assert.Equal("ready", (await harness.FinishedAsync(late)).Status);
        }
    }

    /// <summary>A key for each partition, and the tracks that were requested there.</summary>
    private static async Task<(Dictionary<Partition, string> Keys, List<TrackId> Tracks)>
        RequestEverywhereAsync(ConverterHarness harness, int partitions)
    {
        var keys = new Dictionary<Partition, string>();
        var tracks = new List<TrackId>();
        for (var key = 0; keys.Count < partitions; key++)
        {
            tracks.Add(await harness.AddAsync(await TestAudio.Mp3Async(1)));
            var position = await harness.RequestAsync(tracks[^1], key: $"{key}");
            keys[position.Partition] = $"{key}";
        }
        return (keys, tracks);
    }
}
