using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <param name="Name">Of the instrument.</param>
/// <param name="Unit">As UCUM writes it.</param>
/// <param name="Value">As reported.</param>
/// <param name="Tags">Names and values.</param>
internal sealed record Measure(
    string Name, string? Unit, double Value, IReadOnlyDictionary<string, object?> Tags);

/// <summary>Listens to the meters of one converter, others in the process left out.</summary>
internal sealed class MeasureLog : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measure> _measures = new();

    public MeasureLog(WebApplication converter)
    {
        var factory = converter.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "AudioStreaming.Converter"
                && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Add(i, value, tags));
        _listener.Start();
    }

    public IEnumerable<Measure> Of(string name) => _measures.Where(found => found.Name == name);

    public double Sum(string name) => Of(name).Sum(found => found.Value);

    /// <returns><c>null</c> before the first.</returns>
    public double? Last(string name) => Of(name).LastOrDefault()?.Value;

    public void Dispose() => _listener.Dispose();

    private void Add(
        Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measures.Enqueue(new Measure(
            instrument.Name, instrument.Unit, value, tags.ToArray().ToDictionary()));
}
