using System.Diagnostics.Metrics;

namespace AudioStreaming.ServiceDefaults;

/// <summary>What the mechanisms that all services share report of themselves.</summary>
public sealed class DefaultsTelemetry
{
    public const string Name = "AudioStreaming.ServiceDefaults";

    private const string Pass = "pass";
    private const string Stream = "stream";

    private readonly Gauge<long> _lastSuccess;
    private readonly Counter<long> _failures;
    private readonly UpDownCounter<long> _streams;
    private readonly Counter<long> _evicted;
    private readonly Counter<long> _renewed;

    public DefaultsTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _lastSuccess = meter.CreateGauge<long>(
            "pass.last_success", "s", "When a periodic pass last succeeded, since 1970 (UTC)");
        _failures = meter.CreateCounter<long>(
            "pass.failures", "{pass}", "Periodic passes that failed and are repeated");
        _streams = meter.CreateUpDownCounter<long>(
            "stream.open", "{stream}", "Open streams of server-sent events");
        _evicted = meter.CreateCounter<long>(
            "stream.evicted", "{stream}", "Streams cut because their reader fell behind");
        _renewed = meter.CreateCounter<long>(
            "kafka.producer.renewed", "{producer}", "Producers replaced after a fatal error");
    }

    public void PassSucceeded(string pass, DateTimeOffset at) =>
        _lastSuccess.Record(at.ToUnixTimeSeconds(), Tag(Pass, pass));

    public void PassFailed(string pass) => _failures.Add(1, Tag(Pass, pass));

    public void StreamOpened(string stream) => _streams.Add(1, Tag(Stream, stream));

    public void StreamClosed(string stream) => _streams.Add(-1, Tag(Stream, stream));

    public void StreamEvicted(string stream) => _evicted.Add(1, Tag(Stream, stream));

    public void ProducerRenewed() => _renewed.Add(1);

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
