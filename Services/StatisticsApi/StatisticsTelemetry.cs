using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AudioStreaming.StatisticsApi;

/// <summary>What the service reports of itself.</summary>
internal sealed class StatisticsTelemetry
{
    public const string Name = "AudioStreaming.StatisticsApi";

    public StatisticsTelemetry(IMeterFactory meters)
    {
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
        Rebuilds = meter.CreateCounter<long>(
            "statistics.rebuilds", "{rebuild}", "Rebuilds of Redis from PostgreSQL");
        Streams = meter.CreateUpDownCounter<long>(
            "statistics.streams", "{stream}", "Open streams of changes");
        SlowStreams = meter.CreateCounter<long>(
            "statistics.streams.dropped", "{stream}", "Streams dropped for reading too slowly");
    }

    public static ActivitySource Source { get; } = new(Name);

    public Counter<long> Events { get; }

    public Counter<long> LateEvents { get; }

    public Counter<long> DeadLetters { get; }

    public Counter<long> LostRecords { get; }

    public Histogram<double> Batches { get; }

    public Histogram<double> Flushes { get; }

    public Counter<long> Rebuilds { get; }

    public UpDownCounter<long> Streams { get; }

    public Counter<long> SlowStreams { get; }
}
