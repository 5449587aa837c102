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
    private readonly Counter<long> _events;
    private readonly Counter<long> _lateEvents;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _lostRecords;
    private readonly Histogram<double> _batches;
    private readonly Histogram<double> _flushes;
    private readonly Gauge<long> _lag;
    private readonly Gauge<long> _liveSessions;
    private readonly Counter<long> _rebuilds;
    private long _flushedAt;

    public StatisticsTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _flushedAt = time.GetTimestamp();
        var meter = meters.Create(Name);
        _events = meter.CreateCounter<long>("statistics.events", "{event}", "Events counted");
        _lateEvents = meter.CreateCounter<long>(
            "statistics.events.late", "{event}", "Events too old to be counted");
        _deadLetters = meter.CreateCounter<long>(
            "statistics.events.dead", "{event}", "Events that could not be read");
        _lostRecords = meter.CreateCounter<long>(
            "statistics.records.lost", "{record}", "Records gone from the log before being read");
        _batches = meter.CreateHistogram<double>(
            "statistics.batch.duration", "s", "Time to count one batch of one partition");
        _flushes = meter.CreateHistogram<double>(
            "statistics.flush.duration", "s", "Time of one flush to PostgreSQL");
        meter.CreateObservableGauge(
            "statistics.flush.age",
            () => _time.GetElapsedTime(Interlocked.Read(ref _flushedAt)).TotalSeconds, "s",
            "Time since PostgreSQL last held all that Redis had counted");
        _lag = meter.CreateGauge<long>(
            "statistics.consumer.lag", "{record}",
            "Records of this replica's partitions that are in the log and not counted yet");
        _liveSessions = meter.CreateGauge<long>(
            "statistics.sessions.live", "{session}", "Sessions that listen now, of all tracks");
        _rebuilds = meter.CreateCounter<long>(
            "statistics.rebuilds", "{rebuild}", "Rebuilds of Redis from PostgreSQL");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void BatchCounted(int events, TimeSpan elapsed)
    {
        _events.Add(events);
        _batches.Record(elapsed.TotalSeconds);
    }

    public void EventsLate(int events) => _lateEvents.Add(events);

    public void EventsDeadLettered(int events) => _deadLetters.Add(events);

    public void RecordsLost(long records) => _lostRecords.Add(records);

    public void LagMeasured(long records) => _lag.Record(records);

    public void LiveSessionsMeasured(long sessions) => _liveSessions.Record(sessions);

    public void BatchFlushed(TimeSpan elapsed) => _flushes.Record(elapsed.TotalSeconds);

    /// <summary>PostgreSQL holds all that was counted until now.</summary>
    public void EverythingFlushed() =>
        Interlocked.Exchange(ref _flushedAt, _time.GetTimestamp());

    public void CountsRebuilt() => _rebuilds.Add(1);

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
