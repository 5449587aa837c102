using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Dapper;
using Npgsql;

namespace AudioStreaming.Kafka.Tests.Product;

/// <summary>What a log does that only a real one does.</summary>
public sealed class LogTests
{
    // So many that every partition has some.
    private const int Count = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_RefusedForGood_IsADeadLetterAndBlocksNoOther()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        await using var product = await KafkaProduct.StartAsync(cluster);
        await product.BecomesReadyAsync();
        await LimitAsync(cluster, Topics.TrackEvents, bytes: 2000);
        var key = TrackId.New(TimeProvider.System).ToString();
        await using var connection =
            await product.Get<NpgsqlDataSource>("CoreApi").OpenConnectionAsync(Token);

        // Followers of its key, and many others that are sent together with it.
        await connection.ExecuteAsync(
            """
            SELECT catalog.enqueue(@topic, key, to_jsonb(repeat('x', size)))
            FROM (
              SELECT @key AS key, unnest(ARRAY[9000, 10, 20]) AS size
              UNION ALL
              SELECT 'other-' || n, 1000
              FROM generate_series(1, @Count) AS n) AS messages
            """,
            new { topic = Topics.TrackEvents, key, Count });

        await Eventually.TrueAsync(
            async () => await connection.ExecuteScalarAsync<long>(
                "SELECT count(*) FROM catalog.outbox") == 0,
            "nothing waits");
        Assert.Equal(
            [9000],
            await connection.QueryAsync<int>(
                "SELECT length(payload #>> '{}') FROM catalog.outbox_dead"));
        // Both are none, and were read by statistics: dead letters of another kind.
        var read = await Task.Run(() => Records.Read(
            cluster.Client(), Topics.Dead(Topics.TrackEvents), Count + 2));
        Assert.Equal(
            [10, 20, .. Enumerable.Repeat(1000, Count)],
            read.Select(text => text.Trim('"').Length).Order());
    }

    [Fact]
    public async Task DeadLetter_RefusedForGood_IsKeptWithoutContentAndCountingGoesOn()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        await using var product = await KafkaProduct.StartAsync(cluster);
        await product.BecomesReadyAsync();
        await LimitAsync(cluster, Topics.Dead(Topics.PlaybackEvents), bytes: 2000);
        var track = await product.UploadReadyAsync();

        await Records.SendAsync(
            cluster.Client(), Topics.PlaybackEvents,
            [.. Enumerable.Repeat(new string('x', 9000), Count)]);
        var letters = await Task.Run(() => Records.ReadAll(
            cluster.Client(), Topics.Dead(Topics.PlaybackEvents), Count));

        Assert.All(letters, letter =>
        {
            Assert.Null(letter.Message.Value);
            Assert.True(letter.Message.Headers.TryGetLastBytes("offset", out _));
        });
        await product.PlayAsync(track);
    }

    [Fact]
    public async Task Log_CutAboveWhatIsCounted_IsReadFromItsNewHeadAndSaidInTheLog()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        var key = new KafkaOptions { SigningKey = Convert.ToBase64String(new byte[32]) };
        await using var product = await KafkaProduct.StartAsync(
            cluster, ("Kafka:SigningKey", key.SigningKey));
        await product.BecomesReadyAsync();
        var track = await product.UploadReadyAsync();
        await product.PlayAsync(track);
        await product.StopProductAsync();

        // 10 plays while nobody counts, of which retention drops 4.
        var sent = new List<TopicPartitionOffset>();
        for (var i = 0; i < 10; i++)
            sent.Add(await SendAsync(cluster, key, Play(TrackId.Parse(track))));
        using var admin = new AdminClientBuilder(cluster.Client()).Build();
        await admin.DeleteRecordsAsync([sent[4]]);
        await product.StartProductAsync();

        await product.CountsAsync(track, plays: 1 + 6);
        await product.PlayAsync(track, before: 7);
    }

    [Fact]
    public async Task Partitions_AddedWhileSessionsRun_AreReadAndEverySessionCountsOnce()
    {
        await using var cluster = await new KafkaCluster().StartedAsync();
        await using var product = await KafkaProduct.StartAsync(cluster);
        await product.BecomesReadyAsync();
        var track = await product.UploadReadyAsync();
        const int Listeners = 20;
        var before = await OpenAsync(product, track, Listeners);

        using var admin = new AdminClientBuilder(cluster.Client()).Build();
        await admin.CreatePartitionsAsync(
            [new PartitionsSpecification { Topic = Topics.PlaybackEvents, IncreaseTo = 40 }]);
        await Eventually.TrueAsync(
            () => product.Get<IConsumer<byte[], byte[]>>("StatisticsApi").Assignment
                .Count(partition => partition.Topic == Topics.PlaybackEvents) == 40,
            "the new partitions are read", TimeSpan.FromMinutes(1));
        var after = await OpenAsync(product, track, Listeners);
        var all = before.Concat(after).ToList();
        await Eventually.TrueAsync(
            async () =>
            {
                foreach (var session in all) await product.PingAsync(session);
                return await product.Client.StatsAsync(track) is { Online: 2 * Listeners } stats
                    && stats.Plays == 2 * Listeners;
            },
            "everybody listens, and every play counts", TimeSpan.FromMinutes(1));
        foreach (var session in all) await product.StopAsync(session);

        await product.CountsAsync(track, plays: 2 * Listeners);
        Assert.Contains(
            Enumerable.Range(12, 28),
            partition => Records.End(cluster.Client(), Topics.PlaybackEvents, partition) > 0);
    }

    private static async Task<List<object>> OpenAsync(
        KafkaProduct product, string track, int listeners)
    {
        var sessions = new List<object>();
        for (var i = 0; i < listeners; i++) sessions.Add(await product.OpenAsync(track));
        return sessions;
    }

    private static async Task LimitAsync(KafkaCluster cluster, string topic, int bytes)
    {
        using var admin = new AdminClientBuilder(cluster.Client()).Build();
        await admin.IncrementalAlterConfigsAsync(
            new Dictionary<ConfigResource, List<ConfigEntry>>
            {
                [new ConfigResource { Type = ResourceType.Topic, Name = topic }] =
                [
                    new ConfigEntry
                    {
                        Name = "max.message.bytes",
                        Value = FormattableString.Invariant($"{bytes}"),
                        IncrementalOperation = AlterConfigOpType.Set,
                    },
                ],
            });
    }

    private static PlaybackEvent Play(TrackId track) => new(
        Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), PlaybackEvent.CurrentVersion, track,
        SessionId.New(), PlaybackEventKind.Stopped,
        Sequence: 5, ListenedMs: 2000, DurationMs: 2000);

    private static async Task<TopicPartitionOffset> SendAsync(
        KafkaCluster cluster, KafkaOptions key, PlaybackEvent play)
    {
        var message = new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes(play.SessionId.ToString()),
            Value = JsonSerializer.SerializeToUtf8Bytes(
                play, ContractsJson.Default.PlaybackEvent),
        };
        new RecordSignature(key).Sign(Topics.PlaybackEvents, message);
        using var producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig(cluster.Client()) { Acks = Acks.All }).Build();
        // One partition, whatever the key: the cut is in one.
        var report = await producer.ProduceAsync(
            new TopicPartition(Topics.PlaybackEvents, 0), message, Token);
        return report.TopicPartitionOffset;
    }
}
