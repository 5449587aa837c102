using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AudioStreaming.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>What one host has measured last, by the instrument's name.</summary>
internal sealed class CollectedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, (double Value, string? Unit)> _last = [];

    /// <param name="host">Other hosts of the same process are not listened to.</param>
    public CollectedMetrics(StatisticsHost host)
    {
        var meters = host.Get<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is StatisticsTelemetry.Name or DefaultsTelemetry.Name
                && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, _, _) => _last[instrument.Name] = (value, instrument.Unit));
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, _, _) => _last[instrument.Name] = (value, instrument.Unit));
        _listener.Start();
    }

    public (double Value, string? Unit)? Last(string instrument)
    {
        _listener.RecordObservableInstruments();
        return _last.TryGetValue(instrument, out var last) ? last : null;
    }

    public void Dispose() => _listener.Dispose();
}
