using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AudioStreaming.CoreApi.Tests.Hosting;

/// <summary>What a meter measures from now on.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _all = new();

    public Measurements(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Of an instrument; with a tag, only what has a tag of that value.</summary>
    public IReadOnlyList<double> Of(string name, string tag = "") =>
        [.. _all.Where(one => one.Name == name && one.Tags.Contains(tag)).Select(one => one.Value)];

    public double Sum(string name, string tag = "") => Of(name, tag).Sum();

    /// <summary>Asks the instruments that are read from time to time.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private void Add(
        Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = string.Join(
            ' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        _all.Enqueue((instrument.Name, value, text));
    }
}
