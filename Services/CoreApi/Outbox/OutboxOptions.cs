using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>How the outbox is emptied; section <c>Outbox</c>.</summary>
internal sealed class OutboxOptions
{
    public const string Section = "Outbox";

    public int BatchSize { get; set; } = 200;

    /// <summary>Looks at least so often, since notifications can be lost.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often what waits is counted, for the metrics.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After a failure; doubles up to <see cref="LongestBackoff"/>.</summary>
    public TimeSpan ShortestBackoff { get; set; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestBackoff { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A message that Kafka answers to and does not take is a dead letter after so many tries. An
    /// unreachable Kafka does not count.
    /// </summary>
    public int MostRefusals { get; set; } = 100;

    /// <summary>How long Kafka may take to acknowledge; rows stay locked meanwhile.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public PassSchedule Schedule => new(PollInterval, ShortestBackoff, LongestBackoff);
}
