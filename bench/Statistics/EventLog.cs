using System.Security.Cryptography;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.Statistics.Bench;

/// <summary>A log of heartbeats of many sessions, as the playback service writes them.</summary>
internal static class EventLog
{
    /// <summary>Below what the in-process broker keeps, as they are compressed.</summary>
    public const int Events = 400_000;

    private const int Sessions = 10_000;
    private const int Tracks = 200;

    /// <summary>Every event is signed with it.</summary>
    public static string SigningKey { get; } =
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(RecordSignature.MinKeySize));

    public static void Fill(string bootstrapServers)
    {
        var signature = new RecordSignature(new KafkaOptions { SigningKey = SigningKey });
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = bootstrapServers,
            QueueBufferingMaxMessages = Events,
            LingerMs = 50,
            CompressionType = CompressionType.Lz4,
        }).Build();
        var random = new Random(1);
        var tracks = Enumerable.Range(0, Tracks)
            .Select(_ => TrackId.New(TimeProvider.System)).ToArray();
        var sessions = Enumerable.Range(0, Sessions)
            .Select(_ => (Id: SessionId.New(), Track: tracks[random.Next(Tracks)])).ToArray();
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < Events; i++)
        {
            var (id, track) = sessions[i % Sessions];
            var beat = i / Sessions;
            var playback = new PlaybackEvent(
                Guid.CreateVersion7(now), now.AddSeconds(beat - (Events / Sessions)),
                PlaybackEvent.CurrentVersion, track, id,
                beat == 0 ? PlaybackEventKind.Started : PlaybackEventKind.Playing,
                beat, beat * 5_000, 200_000, beat * 5_000, TtlMs: 25_000);
            var message = new Message<byte[], byte[]>
            {
                Key = Convert.FromHexString(id.ToString()),
                Value = JsonSerializer.SerializeToUtf8Bytes(
                    playback, ContractsJson.Default.PlaybackEvent),
            };
            signature.Sign(Topics.PlaybackEvents, message);
            producer.Produce(Topics.PlaybackEvents, message);
        }
        producer.Flush();
    }
}
