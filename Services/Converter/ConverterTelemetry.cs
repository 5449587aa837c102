using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AudioStreaming.Converter;

/// <summary>The service's traces and metrics.</summary>
internal sealed class ConverterTelemetry
{
    public const string Name = "AudioStreaming.Converter";

    private const string Outcome = "outcome";
    private const string Cause = "cause";

    private readonly Histogram<double> _jobDuration;
    private readonly Histogram<double> _realTimeFactor;
    private readonly Histogram<double> _timeToPlayable;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _failures;
    private readonly UpDownCounter<long> _running;
    private readonly Gauge<long> _waiting;

    public ConverterTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _jobDuration = meter.CreateHistogram<double>(
            "converter.job.duration", "s", "From claim to outcome.");
        _realTimeFactor = meter.CreateHistogram<double>(
            "converter.job.real_time_factor", "1", "Seconds of audio converted in a second.");
        _timeToPlayable = meter.CreateHistogram<double>(
            "converter.job.time_to_playable", "s", "From claim to the first published segments.");
        _retries = meter.CreateCounter<long>(
            "converter.job.retries", "{job}", "Jobs returned to be tried again.");
        _failures = meter.CreateCounter<long>(
            "converter.job.failures", "{job}", "Tracks that failed for good.");
        _running = meter.CreateUpDownCounter<long>(
            "converter.job.running", "{job}", "Jobs being worked on.");
        _waiting = meter.CreateGauge<long>(
            "converter.queue.waiting", "{job}",
            "Jobs that wait for a free worker, of whichever converter.");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void JobStarted() => _running.Add(1);

    public void JobEnded(string outcome, TimeSpan elapsed)
    {
        _running.Add(-1);
        _jobDuration.Record(elapsed.TotalSeconds, Tag(Outcome, outcome));
    }

    public void Converted(TimeSpan audio, TimeSpan elapsed)
    {
        if (elapsed > TimeSpan.Zero) _realTimeFactor.Record(audio / elapsed);
    }

    public void BecamePlayable(TimeSpan elapsed) => _timeToPlayable.Record(elapsed.TotalSeconds);

    public void Retried(string cause) => _retries.Add(1, Tag(Cause, cause));

    public void Failed(string cause) => _failures.Add(1, Tag(Cause, cause));

    public void QueueMeasured(long waiting) => _waiting.Record(waiting);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
