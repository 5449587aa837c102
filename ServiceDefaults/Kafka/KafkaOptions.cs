namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>What all services must have alike of Kafka; section <c>Kafka</c>.</summary>
public sealed class KafkaOptions
{
    public const string Section = "Kafka";

    /// <summary>
    /// Names the log where the cluster has no id of its own that changes with it; offsets of
    /// another log mean nothing.
    /// </summary>
    public string? LogId { get; set; }

    /// <summary>
    /// Base64 of at least 32 bytes. Where it is set, records that are not signed with it are dead
    /// letters.
    /// </summary>
    public string? SigningKey { get; set; }
}
