using System.Diagnostics.Metrics;

namespace AudioStreaming.Kafka.Tests.Product;

/// <summary>What became of the events that were handed to Kafka since it was made.</summary>
internal sealed class EventOutcomes : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _failed;

    public EventOutcomes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "playback.events") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            if (tags.Contains(new("outcome", "failed"))) Interlocked.Add(ref _failed, count);
        });
        _listener.Start();
    }

    public long Failed => Interlocked.Read(ref _failed);

    public void Dispose() => _listener.Dispose();
}
