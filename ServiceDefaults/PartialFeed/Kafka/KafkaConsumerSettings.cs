using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

public sealed class KafkaConsumerSettings
{
    public string? ConnectionString { get; set; }

    public ConsumerConfig Config { get; } = [];

    public bool DisableHealthChecks { get; set; }

    public bool DisableMetrics { get; set; }

    public bool DisableTracing { get; set; }
}
