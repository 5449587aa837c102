namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>What a failure to send says of the message.</summary>
public enum SendFailure
{
    /// <summary>Kafka is unavailable or busy; nothing is said of the message.</summary>
    Outage,

    /// <summary>Kafka answered, and did not take it; it may later.</summary>
    Refused,

    /// <summary>Kafka will never take this message as it is.</summary>
    Hopeless,
}
