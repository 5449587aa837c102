namespace AudioStreaming.Contracts;

/// <summary>The Kafka topics. Each has a dead-letter topic, named with <c>.dead</c>.</summary>
public static class Topics
{
    /// <summary>Work for converters: <see cref="TranscodeRequested"/>, keyed by track.</summary>
    public const string TranscodeJobs = "transcode-jobs";

    /// <summary>What happened to tracks: <see cref="TrackChanged"/>, keyed by track.</summary>
    public const string TrackEvents = "track-events";

    /// <summary>What listeners did: <see cref="PlaybackEvent"/>, keyed by session.</summary>
    public const string PlaybackEvents = "playback-events";

    public static IReadOnlyList<string> All { get; } =
    [
        TranscodeJobs, TrackEvents, PlaybackEvents,
        Dead(TranscodeJobs), Dead(TrackEvents), Dead(PlaybackEvents),
    ];

    public static string Dead(string topic) => topic + ".dead";

    /// <summary>
    /// How many partitions a topic is made with: as many consumers of a group can share it.
    /// </summary>
    public static int Partitions(string topic) => topic switch
    {
        PlaybackEvents => 12,
        TranscodeJobs => 8,
        TrackEvents => 4,
        _ => 1,
    };
}
