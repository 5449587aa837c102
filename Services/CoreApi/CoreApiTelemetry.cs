using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AudioStreaming.CoreApi;

/// <summary>What the service tells of itself.</summary>
internal static class CoreApiTelemetry
{
    public const string Name = "AudioStreaming.CoreApi";

    private const string Outcome = "outcome";
    private const string State = "state";
    private const string Topic = "messaging.destination.name";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Uploads = Meter.CreateCounter<long>(
        "coreapi.uploads", "{upload}", "Uploads by how they ended");

    private static readonly Histogram<long> UploadSize = Meter.CreateHistogram<long>(
        "coreapi.upload.size", "By", "Size of accepted files");

    private static readonly Counter<long> Steps = Meter.CreateCounter<long>(
        "coreapi.upload.steps", "{upload}", "Uploads that came to a state of the saga");

    private static readonly Gauge<long> Sagas = Meter.CreateGauge<long>(
        "coreapi.upload.unfinished", "{upload}", "Uploads that are not finished, by state");

    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>(
        "coreapi.outbox.waiting", "{message}", "Messages that are due and not sent");

    private static readonly Gauge<double> OldestWaiting = Meter.CreateGauge<double>(
        "coreapi.outbox.oldest", "s", "How long the oldest of them has been due");

    private static readonly UpDownCounter<long> Readers = Meter.CreateUpDownCounter<long>(
        "coreapi.feed.readers", "{reader}", "Browsers that follow the tracks");

    private static readonly Counter<long> SlowReaders = Meter.CreateCounter<long>(
        "coreapi.feed.slow", "{reader}", "Browsers let go, as they fell behind");

    private static readonly Counter<long> Sent = Meter.CreateCounter<long>(
        "coreapi.outbox.sent", "{message}", "Messages that Kafka acknowledged");

    private static readonly Counter<long> Dead = Meter.CreateCounter<long>(
        "coreapi.outbox.dead", "{message}", "Messages put aside, as Kafka refuses them");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "coreapi.outbox.lag", "s", "Time from when a message was due until it was sent");

    public static ActivitySource Source { get; } = new(Name);

    public static void UploadAccepted(long size)
    {
        Uploads.Add(1, KeyValuePair.Create<string, object?>(Outcome, "accepted"));
        UploadSize.Record(size);
    }

    /// <param name="error">The problem's code.</param>
    public static void UploadRefused(string error) =>
        Uploads.Add(1, KeyValuePair.Create<string, object?>(Outcome, error));

    public static void UploadFailed() =>
        Uploads.Add(1, KeyValuePair.Create<string, object?>(Outcome, "failed"));

    /// <param name="state">As in <c>catalog.uploads</c>.</param>
    public static void UploadCameTo(string state) =>
        Steps.Add(1, KeyValuePair.Create<string, object?>(State, state));

    /// <param name="state">Of the saga.</param>
    /// <param name="count">How many there are.</param>
    public static void UploadsInState(string state, long count) =>
        Sagas.Record(count, KeyValuePair.Create<string, object?>(State, state));

    public static void OutboxHolds(long due, TimeSpan oldest)
    {
        Waiting.Record(due);
        OldestWaiting.Record(Math.Max(0, oldest.TotalSeconds));
    }

    public static void ReaderCame() => Readers.Add(1);

    public static void ReaderWent() => Readers.Add(-1);

    public static void ReaderFellBehind() => SlowReaders.Add(1);

    /// <param name="topic">Where it should have gone.</param>
    /// <param name="error">Kafka's error code.</param>
    public static void MessageDead(string topic, string error) => Dead.Add(
        1,
        KeyValuePair.Create<string, object?>(Topic, topic),
        KeyValuePair.Create<string, object?>("error.type", error));

    public static void MessageSent(string topic, TimeSpan lag)
    {
        var tag = KeyValuePair.Create<string, object?>(Topic, topic);
        Sent.Add(1, tag);
        Lag.Record(Math.Max(0, lag.TotalSeconds), tag);
    }
}
