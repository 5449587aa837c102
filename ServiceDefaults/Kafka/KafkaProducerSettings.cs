using Confluent.Kafka;

namespace Aspire.Confluent.Kafka;

/// <summary>As Aspire.Confluent.Kafka has it.</summary>
public sealed class KafkaProducerSettings : KafkaClientSettings<ProducerConfig>;
