using Aspire.Confluent.Kafka;
using Confluent.Kafka;

namespace AudioStreaming.ServiceDefaults.Messaging;

/// <summary>
/// Switches off what Aspire's clients would do and the services do better: their spans hold each
/// message's key, which may be a session's id, and add a second trace context to its headers;
/// their health check writes a record at every question.
/// </summary>
public static class ClientSettings
{
    public static void LeaveToService<TConfig>(this KafkaClientSettings<TConfig> settings)
        where TConfig : ClientConfig, new()
    {
        settings.DisableTracing = true;
        settings.DisableMetrics = true;
        settings.DisableHealthChecks = true;
    }
}
