using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using Dapper;
using Npgsql;

namespace AudioStreaming.Kafka.Tests.Product;

/// <summary>Brokers of a cluster die, in the middle of whatever is going on.</summary>
public sealed class LostBrokerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Where the main job may be cut, and the topic that the step stands on.</summary>
    private static readonly (string Point, string Topic)[] Steps =
    [
        ("upload.began", Topics.TranscodeJobs),
        ("upload.object-stored", Topics.TranscodeJobs),
        ("upload.stored", Topics.TranscodeJobs),
        ("upload.committing", Topics.TranscodeJobs),
        ("upload.committed", Topics.TranscodeJobs),
        ("outbox.sent", Topics.TranscodeJobs),
        ("job.claimed", Topics.TranscodeJobs),
        ("conversion.probed", Topics.TrackEvents),
        ("conversion.playable", Topics.TrackEvents),
        ("conversion.transcoded", Topics.TrackEvents),
        ("conversion.uploaded", Topics.TrackEvents),
        ("job.published", Topics.TrackEvents),
        ("playback.opened", Topics.PlaybackEvents),
        ("playback.stopped", Topics.PlaybackEvents),
        ("playback.claimed", Topics.PlaybackEvents),
        ("playback.last.acknowledged", Topics.PlaybackEvents),
        ("ingest.read", Topics.PlaybackEvents),
        ("ingest.folded", Topics.PlaybackEvents),
        ("ingest.applied", Topics.PlaybackEvents),
        ("flush.taken", Topics.PlaybackEvents),
        ("flush.counts", Topics.PlaybackEvents),
        ("flush.written", Topics.PlaybackEvents),
        ("flush.committed", Topics.PlaybackEvents),
        ("flush.released", Topics.PlaybackEvents),
    ];

    [Fact]
    public async Task Leader_KilledAtEveryStep_CostsNothing()
    {
        await using var cluster = await new KafkaCluster { Size = 3 }.StartedAsync();
        await using var product = await KafkaProduct.StartAsync(
            cluster, ("Playback:Ttl", "00:02:00"), ("Playback:PausedTtl", "00:02:00"));
        await product.BecomesReadyAsync();
        await using var killer = new LeaderKiller(cluster, Steps);
        product.OnReached(killer.ReachedAsync);

        var plays = 0;
        var tracks = new List<string>();
        // Steps of one kind are in each other's way: what is left is met in the next round.
        while (killer.Remaining.Count > 0 && plays < Steps.Length)
        {
            var track = await product.UploadReadyAsync();
            tracks.Add(track);
            await product.PlayAsync(track);
            plays++;
            await FlushedAsync(product, plays);
        }

        Assert.Empty(killer.Remaining);
        foreach (var track in tracks) await product.CountsAsync(track, plays: 1);
    }

    [Fact]
    public async Task TwoOfThree_GoneUntilEventsAreGivenUp_CostNothing()
    {
        await using var cluster = await new KafkaCluster { Size = 3 }.StartedAsync();
        await using var product = await KafkaProduct.StartAsync(
            cluster, ("Kafka:Producer:MessageTimeoutMs", "5000"));
        await product.BecomesReadyAsync();
        var track = await product.UploadReadyAsync();
        using var events = new EventOutcomes();

        await Task.WhenAll(cluster.Node(1).KillAsync(), cluster.Node(2).KillAsync());
        var session = await product.OpenAsync(track);
        await product.PingAsync(session);
        var uploaded = await product.UploadAsync();
        await Eventually.TrueAsync(
            () => events.Failed > 0, "events are given up", TimeSpan.FromMinutes(2));
        await product.PingAsync(session);
        await product.StopAsync(session);
        await cluster.StartAsync();

        await product.Client.ReadyAsync(uploaded);
        await product.CountsAsync(track, plays: 1);
        await product.PlayAsync(uploaded);
    }

    private static async Task FlushedAsync(KafkaProduct product, int plays)
    {
        await using var connection = await product.Get<NpgsqlDataSource>("StatisticsApi")
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            async () => await connection.ExecuteScalarAsync<long>(
                "SELECT coalesce(sum(plays), 0) FROM statistics.track_totals") == plays,
            $"PostgreSQL has {plays} plays", Patience);
    }
}
