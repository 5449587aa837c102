namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Section <c>Playback</c>: how sessions live and end.</summary>
public sealed class SessionOptions
{
    public const string Section = "Playback";

    /// <summary>
    /// Secrets that sign session tokens, base64 of at least 32 random bytes each. The first signs,
    /// all verify. To rotate without losing a session, add the new one behind the old one in every
    /// replica, then put it first, and drop the old one after <see cref="MaxAge"/>.
    /// </summary>
    public IList<string> SigningKeys { get; init; } = [];

    /// <summary>How often a client is told to send a heartbeat.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A playing session not heard of for so long has ended. Two heartbeats fit in, so that one
    /// may get lost; it is also the most listening time one heartbeat can add.
    /// </summary>
    public TimeSpan Ttl { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>A paused session not heard of for so long has ended.</summary>
    public TimeSpan PausedTtl { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a session's token can be used at all.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(12);

    /// <summary>
    /// How long a replica alone may publish the last event of a session; after that another one
    /// takes over.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many events wait in memory while Kafka is slow. Of those that find no place, the last
    /// of each session is sent later; the others are not needed.
    /// </summary>
    public int EventQueueLength { get; init; } = 100_000;

    /// <summary>Whether to listen for expiries, or leave them all to recovery.</summary>
    public bool Notifications { get; init; } = true;
}
