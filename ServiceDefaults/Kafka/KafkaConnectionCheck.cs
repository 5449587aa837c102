using Confluent.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>Asks, before the service starts, whether its clients' settings can be read.</summary>
internal sealed class KafkaConnectionCheck(IConfiguration configuration)
    : IValidateOptions<KafkaOptions>
{
    public ValidateOptionsResult Validate(string? name, KafkaOptions options)
    {
        try
        {
            KafkaConnection.Read<ProducerConfig>(configuration, KafkaClients.Producer);
            KafkaConnection.Read<ConsumerConfig>(configuration, KafkaClients.Consumer);
            KafkaConnection.Read<AdminClientConfig>(configuration);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException fault)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }
    }
}
