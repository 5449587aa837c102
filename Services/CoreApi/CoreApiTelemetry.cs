using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AudioStreaming.CoreApi;

/// <summary>The service's traces and metrics.</summary>
internal sealed class CoreApiTelemetry
{
    public const string Name = "AudioStreaming.CoreApi";

    private const string Outcome = "outcome";
    private const string State = "state";
    private const string Topic = "messaging.destination.name";

    private readonly Counter<long> _uploads;
    private readonly Histogram<long> _uploadSize;
    private readonly Counter<long> _uploadSteps;
    private readonly Gauge<long> _uploadsUnfinished;
    private readonly Gauge<long> _messagesWaiting;
    private readonly Gauge<double> _oldestMessage;
    private readonly Counter<long> _messagesSent;
    private readonly Counter<long> _messagesDead;
    private readonly Histogram<double> _messageLag;

    public CoreApiTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _uploads = meter.CreateCounter<long>(
            "coreapi.uploads", "{upload}", "Uploads by how they ended");
        _uploadSize = meter.CreateHistogram<long>(
            "coreapi.upload.size", "By", "Size of accepted files");
        _uploadSteps = meter.CreateCounter<long>(
            "coreapi.upload.steps", "{upload}", "Uploads that came to a state of the saga");
        _uploadsUnfinished = meter.CreateGauge<long>(
            "coreapi.upload.unfinished", "{upload}", "Uploads that are not finished, by state");
        _messagesWaiting = meter.CreateGauge<long>(
            "coreapi.outbox.waiting", "{message}", "Messages that are due and not sent");
        _oldestMessage = meter.CreateGauge<double>(
            "coreapi.outbox.oldest", "s", "How long the oldest of them has been due");
        _messagesSent = meter.CreateCounter<long>(
            "coreapi.outbox.sent", "{message}", "Messages that Kafka acknowledged");
        _messagesDead = meter.CreateCounter<long>(
            "coreapi.outbox.dead", "{message}", "Dead letters: messages that Kafka refuses");
        _messageLag = meter.CreateHistogram<double>(
            "coreapi.outbox.lag", "s", "Time from when a message was due until it was sent");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void UploadAccepted(long size)
    {
        _uploads.Add(1, Tag(Outcome, "accepted"));
        _uploadSize.Record(size);
    }

    /// <param name="error">The problem's code.</param>
    public void UploadRefused(string error) => _uploads.Add(1, Tag(Outcome, error));

    public void UploadFailed() => _uploads.Add(1, Tag(Outcome, "failed"));

    /// <param name="state">As in <c>catalog.uploads</c>.</param>
    public void UploadReached(string state) => _uploadSteps.Add(1, Tag(State, state));

    /// <param name="state">Of the saga.</param>
    /// <param name="count">How many there are.</param>
    public void UploadsCounted(string state, long count) =>
        _uploadsUnfinished.Record(count, Tag(State, state));

    public void OutboxMeasured(long due, TimeSpan oldest)
    {
        _messagesWaiting.Record(due);
        _oldestMessage.Record(Math.Max(0, oldest.TotalSeconds));
    }

    public void MessageSent(string topic, TimeSpan lag)
    {
        _messagesSent.Add(1, Tag(Topic, topic));
        _messageLag.Record(Math.Max(0, lag.TotalSeconds), Tag(Topic, topic));
    }

    /// <param name="topic">Where it should have gone.</param>
    /// <param name="error">Kafka's error code.</param>
    public void MessageDeadLettered(string topic, string error) =>
        _messagesDead.Add(1, Tag(Topic, topic), Tag("error.type", error));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
