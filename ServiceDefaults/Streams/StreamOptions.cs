namespace AudioStreaming.ServiceDefaults.Streams;

/// <summary>How a service's stream of events is served.</summary>
public sealed class StreamOptions
{
    /// <summary>Idle streams are told so at this interval, which keeps them open.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Most streams one replica serves; more are told to come back (503).</summary>
    public int MaxStreams { get; set; } = 10_000;
}
