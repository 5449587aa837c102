using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.Integration.Tests;

/// <summary>
/// On one machine every user can reach the broker. What another one writes there moves no number.
/// </summary>
public sealed class ForgeryTests : IAsyncDisposable
{
    private const int Forged = 1000;

    private readonly ProductFixture _product = new();
    private ProductClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Kafka => _product.Services("CoreApi").GetRequiredService<IConfiguration>()
        .GetConnectionString("kafka")!;

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Records_ThatNoServiceSigned_CountNothingAndHideNothing()
    {
        await _product.InitializeAsync();
        _client = new ProductClient(_product.Client);
        var upload = await _client.UploadAsync(
            await TestAudio.WavAsync(seconds: 2), "Artist", "Title", Token);
        var track = TrackId.Parse(upload.GetProperty("track_id").GetString()!);
        await _client.ReadyAsync($"{track}");

        await ForgeAsync(
            Topics.PlaybackEvents,
            Enumerable.Range(0, Forged).Select(_ => JsonSerializer.SerializeToUtf8Bytes(
                Play(track), ContractsJson.Default.PlaybackEvent)));
        await ForgeAsync(
            Topics.TrackEvents,
            [
                JsonSerializer.SerializeToUtf8Bytes(
                    TrackChanged.New(
                        TimeProvider.System.GetUtcNow(), track, TrackChange.Deleted, 99),
                    ContractsJson.Default.TrackChanged),
            ]);
        await ForgeAsync(Topics.TranscodeJobs, ["{}"u8.ToArray()]);

        foreach (var (topic, count) in new[]
        {
            (Topics.PlaybackEvents, Forged), (Topics.TrackEvents, 1), (Topics.TranscodeJobs, 1),
        })
            await Task.Run(() => ReadDead(topic, count), Token);
        await PlayAsync(track);
        Assert.Equal((1, 0, 1), await _client.StatsAsync($"{track}"));
        await _client.GetAsync($"/stats/tracks/{track}", Token);
    }

    private static PlaybackEvent Play(TrackId track) => new(
        Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), PlaybackEvent.CurrentVersion,
        track, SessionId.New(), PlaybackEventKind.Stopped, Sequence: 5, ListenedMs: 31_000,
        DurationMs: 31_000);

    private async Task PlayAsync(TrackId track)
    {
        var play = await _client.PostAsync($"/play/{track}", null, Token);
        var session = new
        {
            track_id = $"{track}",
            user_session = play.GetProperty("user_session").GetString(),
        };
        await Eventually.TrueAsync(
            async () =>
            {
                await _client.PostAsync("/ping", session, Token);
                return await _client.StatsAsync($"{track}") is { Plays: 1 };
            },
            "one play counts, and no other", TimeSpan.FromMinutes(1));
        await _client.PostAsync("/stop", session, Token);
        await Eventually.TrueAsync(
            async () => await _client.StatsAsync($"{track}") is (_, 0, _), "nobody listens");
    }

    private async Task ForgeAsync(string topic, IEnumerable<byte[]> values)
    {
        using var producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig { BootstrapServers = Kafka }).Build();
        await Task.WhenAll(values.Select(value => producer.ProduceAsync(
            topic,
            new Message<byte[], byte[]>
            {
                Key = Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"),
                Value = value,
                // As anybody may write who has seen one.
                Headers = new Headers { { "signature", new byte[32] } },
            },
            Token)));
    }

    /// <summary>Waits until there are so many dead letters.</summary>
    private void ReadDead(string topic, int count)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
        {
            BootstrapServers = Kafka,
            GroupId = $"reader-of-{topic}",
            AutoOffsetReset = AutoOffsetReset.Earliest,
        }).Build();
        consumer.Subscribe(Topics.Dead(topic));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var read = 0; read < count; read++) consumer.Consume(limit.Token);
        consumer.Close();
    }
}
