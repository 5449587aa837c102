using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;
using Confluent.Kafka;

namespace AudioStreaming.Standalone.Tests;

/// <summary>Standalone with an Apache Kafka of its own, as <c>--kafka</c> names one.</summary>
public sealed class RealKafkaTests : IDisposable
{
    private const string InMemory = "(Kafka runs in this process and in memory: ";

    private readonly TestDirectory _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Product_KilledWithAllItsServers_LosesNothingThatWasAcknowledged()
    {
        TestKafka.Require();
        string heard;
        string waiting;
        await using (var killed = await StartAsync())
        {
            Assert.DoesNotContain(InMemory, killed.Output);
            using var http = new HttpClient { BaseAddress = killed.Address };
            var client = new ProductClient(http);
            heard = await UploadAsync(client);
            await client.ReadyAsync(heard);
            // Statistics cannot count now what is acknowledged from here on.
            Signals.Send(killed.Child("redis-server"), Signal.Stop);
            await SendPlayAsync(TrackId.Parse(heard, null));
            waiting = await UploadAsync(client);
            await KillAllAsync(killed);
        }

        await using (var restarted = await StartAsync())
        {
            using var http = new HttpClient { BaseAddress = restarted.Address };
            var client = new ProductClient(http);
            await IsCountedAsync(client, heard);
            await client.ReadyAsync(waiting);
        }

        await using var changed = await StandaloneProcess.StartReadyAsync(_data.Path);
        Assert.Contains(InMemory, changed.Output);
        using var other = new HttpClient { BaseAddress = changed.Address };
        await IsCountedAsync(new ProductClient(other), heard);
    }

    [Fact]
    public async Task Product_AfterATimeWithoutItsKafka_CountsNothingTwice()
    {
        TestKafka.Require();
        string heard;
        await using (var first = await StartAsync())
        {
            using var http = new HttpClient { BaseAddress = first.Address };
            var client = new ProductClient(http);
            heard = await UploadAsync(client);
            await client.ReadyAsync(heard);
            await SendPlayAsync(TrackId.Parse(heard, null));
            await IsCountedAsync(client, heard);
        }
        await using (await StandaloneProcess.StartReadyAsync(_data.Path))
        {
        }

        await using var again = await StartAsync();
        using var last = new HttpClient { BaseAddress = again.Address };
        var reader = new ProductClient(last);
        await IsCountedAsync(reader, heard);
        await SendPlayAsync(TrackId.Parse(heard, null));
        await IsCountedAsync(reader, heard, plays: 2);
    }

    private Task<StandaloneProcess> StartAsync() =>
        StandaloneProcess.StartReadyAsync(_data.Path, "--kafka", TestKafka.Directory);

    private static async Task<string> UploadAsync(ProductClient client) =>
        (await client.UploadAsync(await TestAudio.Mp3Async(), "Artist", "Title", Token))
        .GetProperty("track_id").GetString()!;

    /// <summary>Completes when Kafka has acknowledged somebody's half minute.</summary>
    private async Task SendPlayAsync(TrackId track)
    {
        var session = SessionId.New();
        var now = TimeProvider.System.GetUtcNow();
        var played = new PlaybackEvent(
            Guid.CreateVersion7(), now, PlaybackEvent.CurrentVersion, track, session,
            PlaybackEventKind.Stopped, Sequence: 1, ListenedMs: 30_000, DurationMs: 60_000);
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = Address(),
            Acks = Acks.All,
        }).Build();
        var message = new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes(session.ToString()),
            Value = JsonSerializer.SerializeToUtf8Bytes(
                played, ContractsJson.Default.PlaybackEvent),
        };
        Signature().Sign(Topics.PlaybackEvents, message);
        await producer.ProduceAsync(Topics.PlaybackEvents, message, Token);
    }

    /// <summary>As the services of this very product sign.</summary>
    private RecordSignature Signature()
    {
        using var secrets = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(_data.Path, "secrets.json")));
        return new RecordSignature(new KafkaOptions
        {
            SigningKey = secrets.RootElement.GetProperty("Kafka:SigningKey").GetString(),
        });
    }

    private string Address()
    {
        const string name = "advertised.listeners=CLIENT://";
        return File.ReadAllLines(Path.Combine(_data.Path, "kafka", "server.properties"))
            .Single(line => line.StartsWith(name))[name.Length..];
    }

    private static async Task KillAllAsync(StandaloneProcess process)
    {
        var all = process.Children().Append(process.Id).ToList();
        Assert.Equal(4, all.Count);
        foreach (var id in all) Signals.Send(id, Signal.Kill);
        await process.EndAsync();
    }

    private static Task IsCountedAsync(ProductClient client, string track, long plays = 1) =>
        Eventually.TrueAsync(
            async () => (await client.StatsAsync(track))?.Plays == plays,
            $"{track} has {plays} plays", TimeSpan.FromMinutes(1));
}
