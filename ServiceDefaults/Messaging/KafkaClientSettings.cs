using Aspire.Confluent.Kafka;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>
/// Switches off what Aspire's clients would do and the services do better: their spans hold each
/// message's key, which may be a session's id, and add a second trace context to its headers;
/// their health check writes a record at every question.
/// </summary>
public static class KafkaClientSettings
{
    public static void LeaveToService(this KafkaProducerSettings settings)
    {
        settings.DisableTracing = true;
        settings.DisableMetrics = true;
        settings.DisableHealthChecks = true;
    }

    public static void LeaveToService(this KafkaConsumerSettings settings)
    {
        settings.DisableTracing = true;
        settings.DisableMetrics = true;
        settings.DisableHealthChecks = true;
    }
}
