using System.Diagnostics;
using System.Diagnostics.Metrics;
using AudioStreaming.Contracts;
using Confluent.Kafka;

namespace AudioStreaming.StatisticsApi;

/// <summary>What the service reports of itself.</summary>
internal sealed class StatisticsTelemetry
{
    public const string Name = "AudioStreaming.StatisticsApi";

    // So many traces of a batch are linked, and looked for in so many of its records.
    private const int MaxLinks = 32;
    private const int MaxSearched = 128;

    private readonly TimeProvider _time;
    private long _flushed;

    public StatisticsTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _flushed = time.GetTimestamp();
        var meter = meters.Create(Name);
        Events = meter.CreateCounter<long>("statistics.events", "{event}", "Events counted");
        LateEvents = meter.CreateCounter<long>(
            "statistics.events.late", "{event}", "Events too old to be counted");
        DeadLetters = meter.CreateCounter<long>(
            "statistics.events.dead", "{event}", "Events that could not be read");
        LostRecords = meter.CreateCounter<long>(
            "statistics.records.lost", "{record}", "Records gone from the log before being read");
        Batches = meter.CreateHistogram<double>(
            "statistics.batch.duration", "s", "Time to count one batch of one partition");
        Flushes = meter.CreateHistogram<double>(
            "statistics.flush.duration", "s", "Time of one flush to PostgreSQL");
        meter.CreateObservableGauge(
            "statistics.flush.age", () => _time.GetElapsedTime(FlushedAt).TotalSeconds, "s",
            "Time since PostgreSQL last held all that Redis had counted");
        ConsumerLag = meter.CreateGauge<long>(
            "statistics.consumer.lag", "{record}",
            "Records of this replica's partitions that are in the log and not counted yet");
        LiveSessions = meter.CreateGauge<long>(
            "statistics.sessions.live", "{session}", "Sessions that listen now, of all tracks");
        Rebuilds = meter.CreateCounter<long>(
            "statistics.rebuilds", "{rebuild}", "Rebuilds of Redis from PostgreSQL");
        Streams = meter.CreateUpDownCounter<long>(
            "statistics.streams", "{stream}", "Open streams of changes");
        SlowStreams = meter.CreateCounter<long>(
            "statistics.streams.dropped", "{stream}", "Streams dropped for reading too slowly");
    }

    public static ActivitySource Source { get; } = new(Name);

    public Gauge<long> ConsumerLag { get; }

    public Gauge<long> LiveSessions { get; }

    public Counter<long> Events { get; }

    public Counter<long> LateEvents { get; }

    public Counter<long> DeadLetters { get; }

    public Counter<long> LostRecords { get; }

    public Histogram<double> Batches { get; }

    public Histogram<double> Flushes { get; }

    public Counter<long> Rebuilds { get; }

    public UpDownCounter<long> Streams { get; }

    public Counter<long> SlowStreams { get; }

    private long FlushedAt => Interlocked.Read(ref _flushed);

    /// <summary>PostgreSQL holds all that was counted until now.</summary>
    public void ReportFlushed() => Interlocked.Exchange(ref _flushed, _time.GetTimestamp());

    /// <summary>What becomes of a track is part of its upload's trace.</summary>
    public static Activity? StartTrackEvent(ConsumeResult<byte[], byte[]> record) =>
        Source.HasListeners()
            ? Source.StartActivity(
                "process track-events", ActivityKind.Consumer,
                record.Message.Headers.ExtractTraceContext(),
                [
                    new("messaging.system", "kafka"),
                    new("messaging.destination.name", Topics.TrackEvents),
                ])
            : null;

    /// <summary>A batch comes from many traces; it is linked to some of them.</summary>
    public static Activity? StartBatch(IReadOnlyList<ConsumeResult<byte[], byte[]>> records)
    {
        if (!Source.HasListeners()) return null;
        var senders =
            from record in records.Take(MaxSearched)
            let context = record.Message.Headers.ExtractTraceContext()
            where context != default
            select new ActivityLink(context);
        return Source.StartActivity(
            "process playback-events", ActivityKind.Consumer, parentContext: default,
            [
                new("messaging.system", "kafka"),
                new("messaging.destination.name", Topics.PlaybackEvents),
                new("messaging.batch.message_count", records.Count),
            ],
            senders.Take(MaxLinks));
    }
}
