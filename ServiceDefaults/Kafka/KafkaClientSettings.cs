using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>
/// What Aspire.Confluent.Kafka's settings have alike. This stand-in records neither spans nor
/// metrics, whatever the switches say; that package would, and the services tell it not to.
/// </summary>
public abstract class KafkaClientSettings<TConfig> where TConfig : ClientConfig, new()
{
    /// <summary><c>host:port[,host:port…]</c>; wins over that of <see cref="Config"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>librdkafka's settings.</summary>
    public TConfig Config { get; } = new();

    /// <summary>Whether readiness does not depend on Kafka.</summary>
    public bool DisableHealthChecks { get; set; }

    public bool DisableMetrics { get; set; }

    public bool DisableTracing { get; set; }
}
